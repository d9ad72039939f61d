using System.Text.Json;
using Json.Schema;

namespace RiskInsights.Tests.Pipeline;

/// <summary>What <c>docs/report.schema.json</c> says of a report.</summary>
internal static class ReportSchema
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Repository.Path("docs", "report.schema.json")));

    /// <summary>Where a report differs from the schema, and how; empty when it does not.</summary>
    public static IReadOnlyList<string> Differences(string json)
    {
        using var document = JsonDocument.Parse(json);
        var result = Schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key} {e.Value}"))];
    }
}
