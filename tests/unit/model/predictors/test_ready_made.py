"""Fitted models in files make predictions without a class, by some TOML; their files are the versions."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import joblib
import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import Pipeline, make_pipeline

from core.errors import InputError
from core.types import Prediction
from model.predictors.interface import load_predictor
from model.predictors.ready_made.configuration import to_results
from model.predictors.scorer import PredictorScorer, title_payload

TEXTS = {"vision": "image camera video", "language": "text grammar parser", "ops": "deploy pipeline monitor"}
Load = Callable[..., tuple[PredictorScorer, str]]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(list(TEXTS.values()), list(TEXTS))


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a ready-made predictor by its configuration; return the scorer and the version."""

    def load(spec: str, config: str) -> tuple[PredictorScorer, str]:
        path = tmp_path / "config.toml"
        path.write_text(config)
        predictor, identity = load_predictor(spec, path)
        return PredictorScorer(predictor, 0.0), identity.version

    return load


def assert_like(pipeline: Pipeline, scorer: PredictorScorer) -> None:
    """Check that the scores are those of the pipeline, alone and in batches."""
    payloads = [title_payload("camera", "and text"), title_payload("deploy", "a pipeline")]
    expected = pipeline.predict_proba([payload["text"] for payload in payloads])
    found = scorer.predict_many(payloads)
    assert found[0] == scorer.predict(payloads[0])
    for answer, row in zip(found, expected, strict=True):
        assert isinstance(answer, Prediction)
        scores = {entry.tag: entry.score for entry in answer.tags}
        assert scores == pytest.approx(dict(zip(pipeline.classes_, row, strict=True)), abs=1e-6)


@pytest.fixture
def skops_file(tmp_path: Path, pipeline: Pipeline, skops_io: ModuleType) -> Path:
    """The pipeline in a file, which is `model.skops` for a configuration."""
    path = tmp_path / "model.skops"
    skops_io.dump(pipeline, path)
    return path


@pytest.mark.usefixtures("skops_file")
def test_a_skops_file(load: Load, pipeline: Pipeline) -> None:
    scorer, _ = load("sklearn", 'file = "model.skops"')
    assert_like(pipeline, scorer)


def test_a_joblib_file_and_another_one_is_another_version(
    load: Load, tmp_path: Path, pipeline: Pipeline
) -> None:
    joblib.dump(pipeline, tmp_path / "model.joblib")
    with pytest.raises(InputError, match=r"runs whatever code it holds\. .* `trusted = true`"):
        load("sklearn", 'file = "model.joblib"')
    config = 'file = "model.joblib"\ntrusted = true'
    scorer, version = load("sklearn", config)
    assert_like(pipeline, scorer)
    joblib.dump(pipeline, tmp_path / "model.joblib", compress=3)
    assert load("sklearn", config)[1] != version


def test_the_tag_alone_and_names_for_classes_that_are_numbers(load: Load, tmp_path: Path) -> None:
    numbered = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(list(TEXTS.values()), [0, 1, 2])
    joblib.dump(numbered, tmp_path / "model.joblib")
    config = 'file = "model.joblib"\ntrusted = true\ninput = "title"\n'
    scorer, _ = load("sklearn", config + 'output = "tag"\ntags = ["vision", "language", "ops"]')
    assert scorer.predict({"title": "grammar of a text"}) == Prediction("language", 1.0, (("language", 1.0),))


@pytest.mark.parametrize("classes", [[1, 2, 3], [-1, 1, 7], [1.0, 2.0, 3.0]])
@pytest.mark.parametrize("output", ["tag", "scores"])
def test_tags_are_in_the_order_of_the_classes_whatever_their_numbers(
    load: Load, tmp_path: Path, classes: list[float], output: str
) -> None:
    numbered = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(list(TEXTS.values()), classes)
    joblib.dump(numbered, tmp_path / "model.joblib")
    config = f'file = "model.joblib"\ntrusted = true\noutput = "{output}"\n'
    scorer, _ = load("sklearn", f"{config}tags = {list(TEXTS)}")
    answers = scorer.predict_many([{"text": text} for text in TEXTS.values()])
    assert [isinstance(answer, Prediction) and answer.predicted_tag for answer in answers] == list(TEXTS)
    for tags in (["vision", "language"], ["none", *TEXTS]):
        with pytest.raises(InputError, match=rf"3 classes {classes[0]}, .* has {len(tags)} `tags`; name one"):
            load("sklearn", f"{config}tags = {tags}")


@pytest.mark.parametrize("output", ["tag", "scores"])
def test_numbers_are_the_tags_of_classes_that_have_no_others(load: Load, tmp_path: Path, output: str) -> None:
    numbered = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10)).fit(list(TEXTS.values()), [0, 1, 7])
    joblib.dump(numbered, tmp_path / "model.joblib")
    scorer, _ = load("sklearn", f'file = "model.joblib"\ntrusted = true\noutput = "{output}"')
    answers = scorer.predict_many([{"text": text} for text in TEXTS.values()])
    assert [isinstance(answer, Prediction) and answer.predicted_tag for answer in answers] == ["0", "1", "7"]


def test_a_number_of_a_model_without_classes_is_no_tag(load: Load, tmp_path: Path) -> None:
    regression = make_pipeline(TfidfVectorizer(), Ridge()).fit(list(TEXTS.values()), [0.5, 1.5, 7.5])
    joblib.dump(regression, tmp_path / "model.joblib")
    scorer, _ = load("sklearn", 'file = "model.joblib"\ntrusted = true')
    with pytest.raises(InputError, match=r"the number \d.* has no `tags`; .* needs `output = \"number\"`"):
        scorer.predict({"text": "a text"})


def test_classes_of_a_model_that_does_not_list_them_are_numbered_from_0() -> None:
    assert to_results(np.array([[1], [0]]), ["a", "b"]) == ["b", "a"]
    assert to_results(np.array([1.0, 0.0]), ["a", "b"]) == ["b", "a"]
    assert to_results(np.array(["b", "c"]), ["a", "b"]) == ["b", "c"]
    for without_tag in (-1, 2, 0.5, float("nan"), float("inf")):
        sentence = f"returns the class {without_tag}, and `tags` .* names the classes 0, 1; name one tag"
        with pytest.raises(InputError, match=sentence):
            to_results(np.array([0, without_tag]), ["a", "b"])
    with pytest.raises(InputError, match=r"classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …; name"):
        to_results(np.array([-1]), list("abcdefghijkl"))


def test_columns_of_a_data_frame(load: Load, tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    from sklearn.compose import make_column_transformer  # noqa: PLC0415

    frame = pd.DataFrame({"headline": list(TEXTS.values()), "body": ["", "", ""]})
    columns = make_column_transformer((TfidfVectorizer(), "headline"))
    joblib.dump(
        make_pipeline(columns, LogisticRegression(C=10)).fit(frame, list(TEXTS)), tmp_path / "model.joblib"
    )
    config = 'file = "model.joblib"\ntrusted = true\ninput = {headline = "title", body = "description"}'
    scorer, _ = load("sklearn", config)
    answer = scorer.predict(title_payload("deploy", "text"))
    assert isinstance(answer, Prediction)
    assert answer.predicted_tag == "ops"


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("", "needs 'file', a text; known keys: file, trusted, input, output, tags"),
        ('file = "model.skops"\ncolour = 1', "unknown key 'colour'"),
        ('file = "none.skops"', r"Cannot read the model .*none\.skops: No such file"),
        ('file = "broken.skops"', r"Cannot load the model .*broken\.skops: "),
        ('file = "model.skops"\ninput = 3', "`input` .* is a field of the payload, such as"),
        ('file = "model.skops"\noutput = "price"', "'price'; the model .* can give scores or tag"),
        ('file = "model.skops"\ntags = "a"', "`tags` .* a list of texts"),
    ],
)
def test_a_configuration_that_does_not_fit_is_refused_with_a_sentence(
    load: Load, skops_file: Path, config: str, sentence: str
) -> None:
    skops_file.with_name("broken.skops").write_bytes(b"nothing")
    with pytest.raises(InputError, match=sentence):
        load("sklearn", config)


@pytest.mark.usefixtures("skops_file")
def test_a_field_that_a_payload_lacks_is_named(load: Load) -> None:
    scorer, _ = load("sklearn", 'file = "model.skops"\ninput = "price"')
    with pytest.raises(InputError, match="needs the field 'price', and the payload has: title, description"):
        scorer.predict(title_payload("a", "b"))


def write_onnx(path: Path) -> None:
    """Write a model that scores a text 0.75 and 0.25, whatever it is, and its label."""
    onnx = pytest.importorskip("onnx", reason="the package onnx writes the model")
    helper, tensor = onnx.helper, onnx.TensorProto
    nodes = [
        helper.make_node("Shape", ["text"], ["shape"]),
        helper.make_node("Slice", ["shape", "zero", "one"], ["rows"]),
        helper.make_node("Concat", ["rows", "one"], ["tiles"], axis=0),
        helper.make_node("Tile", ["row", "tiles"], ["probabilities"]),
        helper.make_node("Identity", ["text"], ["label"]),
    ]
    constants = [
        onnx.numpy_helper.from_array(np.array([[0.75, 0.25]], np.float32), "row"),
        onnx.numpy_helper.from_array(np.array([0], np.int64), "zero"),
        onnx.numpy_helper.from_array(np.array([1], np.int64), "one"),
    ]
    graph = helper.make_graph(
        nodes,
        "constant",
        [helper.make_tensor_value_info("text", tensor.STRING, ["n", 1])],
        [
            helper.make_tensor_value_info("label", tensor.STRING, ["n", 1]),
            helper.make_tensor_value_info("probabilities", tensor.FLOAT, ["n", 2]),
        ],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    path.write_bytes(model.SerializeToString())


def test_an_onnx_file(load: Load, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra onnx")
    write_onnx(tmp_path / "model.onnx")
    scorer, version = load("onnx", 'file = "model.onnx"\ntags = ["a", "b"]')
    scores = Prediction("a", 0.75, (("a", 0.75), ("b", 0.25)))
    assert scorer.predict_many([{"text": "x"}, {"text": "y"}]) == [scores, scores]
    labels, same = load("onnx", 'file = "model.onnx"\noutput = "label"\ninput = {text = "title"}')
    assert labels.predict({"title": "a title"}) == Prediction("a title", 1.0, (("a title", 1.0),))
    assert version == same
    for config, sentence in (
        ("", "no `tags`; name one tag for each column"),
        ('output = "price"', "has no output 'price', but label, probabilities"),
        ('input = {body = "text"}', "has the inputs text; `input` names a field for each"),
    ):
        with pytest.raises(InputError, match=sentence):
            load("onnx", f'file = "model.onnx"\n{config}')[0].predict({"text": "x"})


@pytest.mark.filterwarnings("ignore")  # MLflow warns of its own
def test_an_mlflow_model_by_path_and_by_alias(
    load: Load, tmp_path: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    mlflow = pytest.importorskip("mlflow", reason="needs the extra mlflow")
    options = {"pyfunc_predict_fn": "predict_proba", "pip_requirements": [], "skops_trusted_types": []}
    mlflow.sklearn.save_model(pipeline, str(tmp_path / "model"), **options)
    tags = f"tags = {[str(tag) for tag in pipeline.classes_]}"
    scorer, version = load("mlflow", f'model = "model"\n{tags}')
    assert_like(pipeline, scorer)
    shutil.copytree(tmp_path / "model", tmp_path / "same")
    assert load("mlflow", f'model = "same"\n{tags}')[1] == version
    (tmp_path / "same" / "further").write_text("a file")
    assert load("mlflow", f'model = "same"\n{tags}')[1] != version
    with pytest.raises(InputError, match="Cannot load the MLflow model none: "):
        load("mlflow", 'model = "none"')
    uri = f"file://{tmp_path}/store"
    client = mlflow.MlflowClient(uri, uri)
    client.create_registered_model("tagger")
    client.create_model_version("tagger", str(tmp_path / "model"))
    client.set_registered_model_alias("tagger", "champion", "1")
    try:
        found, _ = load("mlflow", f'model = "models:/tagger@champion"\ntracking_uri = "{uri}"\n{tags}')
        assert_like(pipeline, found)
    finally:
        mlflow.set_tracking_uri(None)
        mlflow.set_registry_uri(None)
