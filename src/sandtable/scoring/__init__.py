"""Scoring: what happened, proper scores, baselines fixed beforehand, and campaigns compared with them."""
