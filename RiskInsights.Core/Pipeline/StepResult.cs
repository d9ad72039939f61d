using System.Text.Json;
using RiskInsights.Core.Pipeline.Reports;

namespace RiskInsights.Core.Pipeline;

/// <summary>How a step ended well.</summary>
/// <param name="DidNothing">There was nothing to do; the section says how things stand all the same.</param>
/// <param name="Message">What it did, in one English sentence for logs and the command line.</param>
/// <param name="Section">JSON: its section of the report.</param>
public sealed record StepResult(bool DidNothing, string Message, string Section)
{
    public static StepResult Done<TSection>(string message, TSection section) => new(false, message, JsonSerializer.Serialize(section, ReportJson.Stored));

    public static StepResult Nothing<TSection>(string message, TSection section) => new(true, message, JsonSerializer.Serialize(section, ReportJson.Stored));
}
