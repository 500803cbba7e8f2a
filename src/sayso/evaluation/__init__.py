"""Evaluation: the reader's figures on an annotated corpus."""

from sayso.evaluation.corpus import Gold, load
from sayso.evaluation.measures import Count
from sayso.evaluation.report import agreement, figures

__all__ = ["Count", "Gold", "agreement", "figures", "load"]
