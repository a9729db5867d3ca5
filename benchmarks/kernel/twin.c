/* The campaign of rules.py in plain scalar C, line by line: what a compiled language gives without special effort. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define NEIGHBOURS 6
#define ARMIES 2
#define LOG_ROWS 4096
#define NEVER (1 << 30)
enum { WASTE = 1, SHOCK, TEND, ROUND };

typedef struct {
    long places, actors, days;
    const int64_t *neighbour, *source, *first_owner;
    const double *worth, *first_garrison;
} World;

typedef struct {
    long changed, events;
    int64_t *owner, *cut_off, *reach, *queue, *target, *free_from;
    double *garrison, *strength, *work, *influence;
    int64_t day[LOG_ROWS], place[LOG_ROWS], by[LOG_ROWS];
} State;

static inline uint32_t turn(uint32_t x, int r) { return (x << r) | (x >> (32 - r)); }

static void threefry(uint32_t k0, uint32_t k1, uint32_t c0, uint32_t c1, uint32_t *a, uint32_t *b) {
    static const int rotation[8] = {13, 15, 26, 6, 17, 29, 16, 24};
    uint32_t key[3] = {k0, k1, k0 ^ k1 ^ 0x1BD11BDAu};
    uint32_t x0 = c0 + k0, x1 = c1 + k1;
    for (int block = 0; block < 5; block++) {
        for (int i = 0; i < 4; i++) {
            x0 += x1;
            x1 = turn(x1, rotation[(block & 1) * 4 + i]) ^ x0;
        }
        x0 += key[(block + 1) % 3];
        x1 += key[(block + 2) % 3] + (uint32_t)(block + 1);
    }
    *a = x0;
    *b = x1;
}

static double level(uint32_t word) { return ((word >> 9) + 0.5) / 8388608.0; }

static double uniform(uint32_t k0, uint32_t k1, int use, long entity, long step) {
    uint32_t a, b, c, d;
    threefry(k0, k1, (uint32_t)use, (uint32_t)entity, &a, &b);
    threefry(a, b, (uint32_t)step, 0, &c, &d);
    return level(c);
}

static double normal(uint32_t k0, uint32_t k1, int use, long entity, long step) {
    uint32_t a, b, c, d;
    threefry(k0, k1, (uint32_t)use, (uint32_t)entity, &a, &b);
    threefry(a, b, (uint32_t)step, 0, &c, &d);
    return sqrt(-2.0 * log(level(c))) * cos(2.0 * M_PI * level(d));
}

static void begin(State *s, const World *w) {
    s->changed = 1;
    s->events = 0;
    for (long p = 0; p < w->places; p++) {
        s->owner[p] = w->first_owner[p];
        s->garrison[p] = w->first_garrison[p];
        s->cut_off[p] = 0;
    }
    for (long a = 0; a < w->actors; a++) s->influence[a] = 0.0;
    for (long a = 0; a < w->actors * ARMIES; a++) {
        s->strength[a] = 6000.0;
        s->target[a] = -1;
        s->work[a] = 0.0;
        s->free_from[a] = 0;
    }
}

static void supply(State *s, const World *w, long actor) {
    int64_t *reach = s->reach + actor * w->places;
    for (long p = 0; p < w->places; p++) reach[p] = NEVER;
    long source = w->source[actor];
    if (s->owner[source] != actor) return;
    reach[source] = 0;
    s->queue[0] = source;
    long head = 0, tail = 1;
    while (head < tail) {
        long p = s->queue[head++];
        for (int i = 0; i < NEIGHBOURS; i++) {
            long other = w->neighbour[p * NEIGHBOURS + i];
            if (other >= 0 && s->owner[other] == actor && reach[other] == NEVER) {
                reach[other] = reach[p] + 1;
                s->queue[tail++] = other;
            }
        }
    }
}

static void waste(State *s, const World *w, uint32_t k0, uint32_t k1, long step) {
    for (long p = 0; p < w->places; p++) {
        if (s->reach[s->owner[p] * w->places + p] < NEVER) {
            s->cut_off[p] = 0;
        } else {
            s->cut_off[p] += 1;
            double isolation = 1.0 - exp(-s->cut_off[p] / 90.0);
            double shock = exp(0.3 * normal(k0, k1, WASTE, p, step));
            s->garrison[p] *= exp(-0.0015 * (1.0 + isolation) * shock);
        }
    }
}

static void choose(State *s, const World *w, uint32_t k0, uint32_t k1, long step, long army) {
    long actor = army / ARMIES;
    double best = -1.0e300;
    for (long p = 0; p < w->places; p++) {
        if (s->owner[p] != actor || s->reach[actor * w->places + p] >= NEVER) continue;
        for (int i = 0; i < NEIGHBOURS; i++) {
            long other = w->neighbour[p * NEIGHBOURS + i];
            if (other < 0 || s->owner[other] == actor) continue;
            double noise = -log(-log(uniform(k0, k1, TEND, army * 65536 + other, step)));
            double eager = 1.0 - exp(-s->cut_off[other] / 90.0);
            double value = w->worth[other] - log(0.1 + s->garrison[other] / 1000.0) + eager + noise;
            if (value > best) {
                best = value;
                s->target[army] = other;
            }
        }
    }
    s->work[army] = 0.0;
}

static void fight(State *s, const World *w, uint32_t k0, uint32_t k1, long step, long army) {
    long p = s->target[army], actor = army / ARMIES, near = NEVER;
    if (s->owner[p] == actor) {
        s->target[army] = -1;
        return;
    }
    for (int i = 0; i < NEIGHBOURS; i++) {
        long other = w->neighbour[p * NEIGHBOURS + i];
        if (other >= 0 && s->reach[actor * w->places + other] < near) near = s->reach[actor * w->places + other];
    }
    if (near == NEVER) {
        s->target[army] = -1;
        return;
    }
    double attack = s->strength[army] * exp(-near / 8.0);
    double chance = 1.0 / (1.0 + exp(-(1.0 + 0.4 * log(attack / (1.0 + s->garrison[p])))));
    double days = exp(3.0 + 0.36 * log((1.0 + s->garrison[p]) / 1000.0));
    double done = fmin(1.0 / days, 1.0 - s->work[army]);
    double shock = exp(0.3 * normal(k0, k1, SHOCK, army, step));
    s->strength[army] *= 1.0 - 0.002 * shock;
    s->garrison[p] *= 1.0 - 0.004 * shock;
    if (uniform(k0, k1, ROUND, army, step) < 1.0 - pow(chance, done)) {
        s->target[army] = -1;
        s->free_from[army] = step + 20;
        return;
    }
    s->work[army] += done;
    if (s->work[army] >= 1.0) {
        s->owner[p] = actor;
        s->garrison[p] = 0.05 * s->strength[army];
        s->strength[army] *= 0.95;
        s->target[army] = -1;
        s->free_from[army] = step + 10;
        s->changed = 1;
        if (s->events < LOG_ROWS) {
            s->day[s->events] = step;
            s->place[s->events] = p;
            s->by[s->events] = actor;
        }
        s->events += 1;
    }
}

static void run_future(State *s, const World *w, uint32_t k0, uint32_t k1) {
    begin(s, w);
    for (long step = 0; step < w->days; step++) {
        if (s->changed) {
            s->changed = 0;
            for (long a = 0; a < w->actors; a++) supply(s, w, a);
        }
        waste(s, w, k0, k1, step);
        for (long a = 0; a < w->actors * ARMIES; a++)
            if (s->target[a] < 0 && step >= s->free_from[a]) choose(s, w, k0, k1, step, a);
        for (long a = 0; a < w->actors * ARMIES; a++) {
            s->strength[a] += 5.0;
            if (s->target[a] >= 0) fight(s, w, k0, k1, step, a);
        }
        if (step % 30 == 29)
            for (long a = 0; a < w->actors; a++) {
                long held = 0;
                for (long p = 0; p < w->places; p++) held += s->owner[p] == a;
                s->influence[a] = 0.9 * s->influence[a] + 0.1 * held / (double)w->places;
            }
    }
}

void run_block(long places, long actors, long days, const int64_t *neighbour, const int64_t *source,
               const int64_t *first_owner, const double *worth, const double *first_garrison, long first,
               long futures, int64_t *totals) {
    World w = {places, actors, days, neighbour, source, first_owner, worth, first_garrison};
    State *s = malloc(sizeof(State));
    long armies = actors * ARMIES;
    int64_t *whole = malloc(sizeof(int64_t) * (places * (3 + actors) + 2 * armies));
    double *real = malloc(sizeof(double) * (places + 2 * armies + actors));
    s->owner = whole;
    s->cut_off = whole + places;
    s->queue = whole + 2 * places;
    s->reach = whole + 3 * places;
    s->target = s->reach + actors * places;
    s->free_from = s->target + armies;
    s->garrison = real;
    s->strength = real + places;
    s->work = s->strength + armies;
    s->influence = s->work + armies;
    for (long f = 0; f < futures; f++) {
        run_future(s, &w, 1, (uint32_t)(first + f));
        int64_t mark = 0;
        for (long row = 0; row < s->events && row < LOG_ROWS; row++)
            mark = (mark * 31 + s->day[row] * 65599 + s->place[row] * 257 + s->by[row]) % 2147483647;
        totals[2 * f] = s->events;
        totals[2 * f + 1] = mark;
    }
    free(real);
    free(whole);
    free(s);
}
