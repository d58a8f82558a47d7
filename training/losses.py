"""The method's two terms, and those added to them. B: records in the batch, Q: queries. Cosines are in [-1, 1].

L = L_mse + λ·L_con, and per extension a weight of its own; a weight of 0 leaves the term out.
"""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax


def mse_loss(sim_e: Tensor, sim_l: Tensor) -> Tensor:
    """L_mse: mean of (SimE − SimL)² over the pairs of different records. sim_e, sim_l: B × B."""
    off_diagonal = ~torch.eye(len(sim_e), dtype=torch.bool)
    return (sim_e - sim_l)[off_diagonal].square().mean()


def contrastive_loss(sim_e: Tensor, sim_l: Tensor, beta: float, temperature: float, is_weighted: bool) -> Tensor:
    """L_con, the mean over anchors i and their positives i⁺ of

        −log [ SimL(i,i⁺)·exp(SimE(i,i⁺)/τ) / Σ_j⁻ exp(SimE(i,j⁻)/τ) ]

    as printed; positives have SimL > β, negatives SimL = 0. `is_weighted` takes SimL out of the logarithm, where it has
    no gradient, and multiplies the positive's term by it: a mean weighted by SimL. Anchors without a positive or
    without a negative are left out; 0 when none is left. sim_e, sim_l: B × B.
    """
    positive, negative = contrastive_pairs(sim_l, beta)  # B × B
    anchors = positive.any(1) & negative.any(1)  # B
    if not anchors.any():
        return sim_e.sum() * 0
    logits = sim_e / temperature
    denominator = logits.masked_fill(~negative, float("-inf"))[anchors].logsumexp(1, keepdim=True)  # anchors × 1
    terms = denominator - logits[anchors]  # anchors × B: −log of the fraction, without SimL
    chosen, similarity = positive[anchors], sim_l[anchors]
    if is_weighted:
        return (terms * similarity)[chosen].sum() / similarity[chosen].sum()
    return (terms[chosen] - similarity[chosen].log()).mean()


def contrastive_pairs(sim_l: Tensor, beta: float) -> tuple[Tensor, Tensor]:
    """Positives and negatives of each anchor, B × B, bool."""
    off_diagonal = ~torch.eye(len(sim_l), dtype=torch.bool)
    return (sim_l > beta) & off_diagonal, (sim_l == 0) & off_diagonal


def listwise_loss(sim_e: Tensor, sim_l: Tensor, label_temperature: float, temperature: float) -> Tensor:
    """Each record ranks the others: cross entropy between softmax(SimL/τ_l) and softmax(SimE/τ), itself left out.
    ListNet, Cao et al. 2007, doi:10.1145/1273496.1273513. sim_e, sim_l: B × B."""
    itself = torch.eye(len(sim_e), dtype=torch.bool)
    target = (sim_l / label_temperature).masked_fill(itself, float("-inf")).softmax(1)  # B × B
    logits = (sim_e / temperature).masked_fill(itself, -1e4)  # finite: 0 × −inf would be NaN
    return -(target * log_softmax(logits, 1)).sum(1).mean()


def view_loss(sim_qd: Tensor, sim_l: Tensor, temperature: float, mask_above: float) -> Tensor:
    """A query made of a record must find that record among the batch: InfoNCE both ways. Other records with
    SimL > mask_above may well answer the query, and are left out. sim_qd, sim_l: B × B, query i belongs to record i."""
    logits = sim_qd / temperature
    others_alike = (sim_l > mask_above) & ~torch.eye(len(sim_l), dtype=torch.bool)
    logits = logits.masked_fill(others_alike, -1e4)
    target = torch.arange(len(logits))
    return (cross_entropy(logits, target) + cross_entropy(logits.T, target)) / 2


def heading_loss(sim_qd: Tensor, carries: Tensor, temperature: float) -> Tensor:
    """A heading's name must find the records that carry the heading or a descendant: InfoNCE with several positives,
    each against the records that carry neither. sim_qd: Q × B; carries: Q × B, bool, at least one a row."""
    logits = sim_qd / temperature
    without = logits.masked_fill(carries, float("-inf")).logsumexp(1, keepdim=True)  # Q × 1
    terms = torch.logaddexp(logits, without) - logits  # Q × B: −log of the share of a positive among it and the others
    return ((terms * carries).sum(1) / carries.sum(1)).mean()


def distillation_loss(sim: Tensor, teacher_sim: Tensor) -> Tensor:
    """Keeps the teacher's answers to queries: mean squared difference of cosines. Both B × B, query by record."""
    return (sim - teacher_sim).square().mean()
