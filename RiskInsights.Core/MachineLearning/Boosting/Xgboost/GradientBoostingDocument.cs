using System.Text;
using System.Text.Json;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>
/// The stored form of a <see cref="GradientBoostingModel"/>: the envelope of every model (format, version, SHA-256) around exactly what
/// <see cref="XgboostFormat"/> writes, so that there is one format of trees. Reading it gives the same model bit for bit.
/// </summary>
public static class GradientBoostingDocument
{
    private const string Format = "RiskInsights.GradientBoosting";
    private const int Version = 1;

    public static string Write(GradientBoostingModel model) =>
        ModelDocument.Write(Format, Version, XgboostDocumentFormat.ToElement(XgboostFormat.Document(model)));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidModelException">Truncated, altered, another format, or trees that nothing may walk.</exception>
    public static GradientBoostingModel Read(string json) =>
        XgboostFormat.Parse(Encoding.UTF8.GetBytes(ModelDocument.Read<JsonElement>(Format, Version, json).GetRawText()));
}
