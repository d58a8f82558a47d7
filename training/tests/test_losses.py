"""Each term by hand on a batch of three records."""

import math

import pytest
import torch

from losses import (
    contrastive_loss,
    contrastive_pairs,
    distillation_loss,
    heading_loss,
    listwise_loss,
    mse_loss,
    view_loss,
)

SIM_E = torch.tensor([[1.0, 0.5, 0.2], [0.5, 1.0, 0.1], [0.2, 0.1, 1.0]])
SIM_L = torch.tensor([[1.0, 0.6, 0.0], [0.6, 1.0, 0.2], [0.0, 0.2, 1.0]])


def log_sum(*exponents: float) -> float:
    return math.log(sum(map(math.exp, exponents)))


def test_mse_is_over_pairs_of_different_records():
    assert mse_loss(SIM_E, SIM_L).item() == pytest.approx((0.1**2 + 0.2**2 + 0.1**2) / 3)


def test_the_first_record_alone_has_a_positive_and_a_negative():
    positive, negative = contrastive_pairs(SIM_L, beta=0.3)
    assert positive.tolist() == [[False, True, False], [True, False, False], [False, False, False]]
    assert negative.tolist() == [[False, False, True], [False, False, False], [True, False, False]]


def test_the_literal_contrast_is_the_printed_formula():
    by_hand = -math.log(0.6 * math.exp(0.5) / math.exp(0.2))
    assert contrastive_loss(SIM_E, SIM_L, 0.3, 1.0, is_weighted=False).item() == pytest.approx(by_hand)


def test_the_literal_contrast_takes_the_mean_over_positives_against_the_sum_of_negatives():
    labels = torch.tensor([[1.0, 0.6, 0.4, 0.0, 0.0], *[[0.5] * 5] * 4])  # other records have no negative
    cosines = torch.tensor([[1.0, 0.5, 0.3, 0.2, -0.1], *[[0.0] * 5] * 4])
    negatives = log_sum(0.2 / 0.5, -0.1 / 0.5)
    by_hand = (negatives - 0.5 / 0.5 - math.log(0.6) + negatives - 0.3 / 0.5 - math.log(0.4)) / 2
    assert contrastive_loss(cosines, labels, 0.3, 0.5, is_weighted=False).item() == pytest.approx(by_hand, abs=1e-6)
    weighted = (0.6 * (negatives - 0.5 / 0.5) + 0.4 * (negatives - 0.3 / 0.5)) / (0.6 + 0.4)
    assert contrastive_loss(cosines, labels, 0.3, 0.5, is_weighted=True).item() == pytest.approx(weighted, abs=1e-6)


def test_sim_l_inside_the_logarithm_has_no_gradient_in_the_vectors_and_outside_it_has():
    def gradient(labels, is_weighted):
        cosines = SIM_E.clone().requires_grad_()
        contrastive_loss(cosines, labels, 0.3, 1.0, is_weighted).backward()
        return cosines.grad

    four = torch.tensor([[1.0, 0.6, 0.0, 0.4], [0.6, 1.0, 0.2, 0.2], [0.0, 0.2, 1.0, 0.2], [0.4, 0.2, 0.2, 1.0]])
    other = four.clone()
    other[0, 1] = 0.9
    assert torch.equal(gradient(SIM_L, False), gradient(SIM_L * torch.tensor([1, 1.5, 1]), False))

    def gradient_of_four(labels):
        cosines = torch.full((4, 4), 0.1).requires_grad_()
        contrastive_loss(cosines, labels, 0.3, 1.0, True).backward()
        return cosines.grad[0]

    assert not torch.allclose(gradient_of_four(four), gradient_of_four(other))


def test_no_anchor_gives_zero_and_a_gradient_of_zero():
    cosines = SIM_E.clone().requires_grad_()
    loss = contrastive_loss(cosines, torch.full((3, 3), 0.5), 0.3, 1.0, is_weighted=False)
    loss.backward()
    assert loss.item() == 0
    assert not cosines.grad.any()


def test_listwise_is_the_cross_entropy_of_two_softmaxes_over_the_others():
    total = 0.0
    for i in range(3):
        others = [j for j in range(3) if j != i]
        labels = [SIM_L[i, j].item() / 0.5 for j in others]
        logits = [SIM_E[i, j].item() / 0.2 for j in others]
        total -= sum(
            math.exp(label - log_sum(*labels)) * (logit - log_sum(*logits))
            for label, logit in zip(labels, logits, strict=True)
        )
    assert listwise_loss(SIM_E, SIM_L, 0.5, 0.2).item() == pytest.approx(total / 3, rel=1e-5)


def test_views_leave_out_records_that_are_alike():
    queries = torch.tensor([[0.9, 0.4, 0.1], [0.3, 0.8, 0.2], [0.0, 0.5, 0.7]])  # query i belongs to record i
    rows = [  # by query, then by record; records 0 and 1 have SimL 0.6 and are no negatives of each other
        log_sum(0.9, 0.1) - 0.9,
        log_sum(0.8, 0.2) - 0.8,
        log_sum(0.0, 0.5, 0.7) - 0.7,
    ]
    columns = [log_sum(0.9, 0.0) - 0.9, log_sum(0.8, 0.5) - 0.8, log_sum(0.1, 0.2, 0.7) - 0.7]
    assert view_loss(queries, SIM_L, 1.0, 0.3).item() == pytest.approx((sum(rows) + sum(columns)) / 6)


def test_a_heading_has_several_positives_each_against_those_without_it():
    cosines = torch.tensor([[0.9, 0.4, 0.1], [0.3, 0.8, 0.2]])
    carries = torch.tensor([[True, True, False], [False, True, False]])
    first = (log_sum(0.9, 0.1) - 0.9 + log_sum(0.4, 0.1) - 0.4) / 2
    second = log_sum(0.8, 0.3, 0.2) - 0.8
    assert heading_loss(cosines, carries, 1.0).item() == pytest.approx((first + second) / 2)


def test_a_heading_that_all_records_carry_asks_nothing():
    assert heading_loss(SIM_E, torch.ones(3, 3, dtype=torch.bool), 1.0).item() == 0


def test_distillation_is_the_mean_squared_difference():
    assert distillation_loss(SIM_E, SIM_L).item() == pytest.approx((2 * 0.1**2 + 2 * 0.2**2 + 2 * 0.1**2) / 9)
