using System.Text;
using System.Text.Json;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;

namespace RiskInsights.Core.MachineLearning.Calibration;

/// <summary>
/// Boosted trees whose log-odds a calibration turns into probabilities: one model with one file. Immutable and safe to share between
/// threads. Contributions of the trees are in log-odds before the calibration; with Platt's they move the calibrated ones by
/// −<see cref="PlattCalibration.A"/> times as much.
/// </summary>
public sealed class CalibratedBoosting
{
    private const string Format = "RiskInsights.CalibratedBoosting";
    private const int Version = 1;

    /// <param name="model">The trees.</param>
    /// <param name="calibration">Fitted on the model's log-odds of rows that it was not trained on.</param>
    public CalibratedBoosting(GradientBoostingModel model, PlattCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calibration);
        Model = model;
        Calibration = calibration;
    }

    public GradientBoostingModel Model { get; }

    public PlattCalibration Calibration { get; }

    /// <summary>
    /// Trains with these rows, follows the loss on later ones (and stops by it, if the options say so), and calibrates on the later ones.
    /// They serve twice, which with two numbers to fit costs next to nothing; quality is for third rows to tell.
    /// </summary>
    /// <param name="later">Rows not trained on, best of a later time; both labels must occur.</param>
    /// <inheritdoc cref="GradientBoostingTrainer.Fit(FeatureMatrix, byte[], BoostingOptions?, ValidationRows?, IProgress{TrainingProgress}?, Func{int, double, bool}?, CancellationToken)"/>
    public static CalibratedBoosting Fit(
        FeatureMatrix features,
        byte[] labels,
        ValidationRows later,
        BoostingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(later.Labels);
        Labels.RequireBothClasses(later.Labels, later.Labels.Length, least: 1, nameof(later));
        var model = GradientBoostingTrainer.Fit(features, labels, options, later, progress, keepGoing: null, cancellation);
        var logits = model.Logits(later.Features, options?.Threads ?? 1, cancellation);
        return new(model, PlattCalibration.Fit(Array.ConvertAll(logits, logit => (double)logit), later.Labels));
    }

    /// <summary>Calibrated probability of label 1, in [0, 1].</summary>
    /// <inheritdoc cref="GradientBoostingModel.Logit"/>
    public double Probability(ReadOnlySpan<float> row) => Calibration.Probability(Model.Logit(row));

    /// <summary>The calibrated probability of every row, equal to <see cref="Probability"/> bit for bit.</summary>
    /// <inheritdoc cref="GradientBoostingModel.Logits"/>
    public double[] Probabilities(FeatureMatrix features, int threads = 1, CancellationToken cancellation = default) =>
        Array.ConvertAll(Model.Logits(features, threads, cancellation), logit => Calibration.Probability(logit));

    /// <summary>
    /// The model as JSON: an envelope with format, version and SHA-256 around <c>trees</c> (as XGBoost writes them) and <c>calibration</c>
    /// (<c>a</c>, <c>b</c>). Reading it gives the same probabilities bit for bit.
    /// </summary>
    public string ToJson() => ModelDocument.Write(
        Format, Version, new Document(XgboostDocumentFormat.ToElement(XgboostFormat.Document(Model)), Calibration.ToDocument()));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, another format, or trees that nothing may walk.</exception>
    public static CalibratedBoosting FromJson(string json)
    {
        var document = ModelDocument.Read<Document>(Format, Version, json);
        return new(
            XgboostFormat.Parse(Encoding.UTF8.GetBytes(document.Trees.GetRawText())),
            PlattCalibration.FromDocument(document.Calibration));
    }

    private sealed record Document(JsonElement Trees, PlattDocument Calibration);
}
