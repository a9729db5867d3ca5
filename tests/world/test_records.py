"""Records: padded sizes, initial values, and the names that a field may not have."""

from __future__ import annotations

import numpy as np
import pytest

from sandtable.world.build import sizes_for
from sandtable.world.fields import DRAW_FIELDS, STATE_FIELDS, WORLD_FIELDS
from sandtable.world.records import FLOORS, Field, bucket, dtype_of, new_record
from small_worlds import campaign, ready, whole


def test_buckets() -> None:
    assert [bucket("place", size) for size in (1, 64, 65, 128, 129)] == [64, 64, 128, 128, 256]
    assert [bucket("actor", size) for size in (2, 12, 13, 17)] == [12, 12, 16, 20]
    assert all(bucket(dimension, 0) == floor for dimension, floor in FLOORS.items())


def test_small_scenarios_share_one_size() -> None:
    assert sizes_for(whole(campaign())) == sizes_for(whole(campaign() | {"events": {}}))


def test_records_begin_at_their_initial_values() -> None:
    sizes = sizes_for(whole(campaign()))
    for fields in (WORLD_FIELDS, DRAW_FIELDS, STATE_FIELDS):
        record = new_record(fields, sizes, 2)
        for field in fields:
            assert record[field.name].shape == (2, *(sizes[dim] for dim in field.dims))
            assert (record[field.name] == field.initial).all()


def test_field_names_are_unique_and_explained() -> None:
    for fields in (WORLD_FIELDS, DRAW_FIELDS, STATE_FIELDS):
        assert len({field.name for field in fields}) == len(fields)
        assert all(field.meaning for field in fields)


def test_a_name_that_numpy_keeps_is_refused() -> None:
    for name in ("base", "size", "sum", "field", "all"):
        with pytest.raises(ValueError, match="keep for themselves"):
            Field(name)


def test_a_record_is_one_block_of_memory() -> None:
    prepared = ready(campaign())
    one = new_record(prepared.state_fields, prepared.world.sizes)
    copy = one.copy()
    copy[0].holder[0] = 7
    assert one[0].holder[0] == -1
    assert dtype_of(prepared.state_fields, prepared.world.sizes).itemsize == one.nbytes
    assert np.shares_memory(one, one[0].holder)
