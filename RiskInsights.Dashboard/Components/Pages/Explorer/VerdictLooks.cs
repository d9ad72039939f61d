namespace RiskInsights.Dashboard.Components.Pages.Explorer;

/// <summary>Colour and sign of each verdict, the same everywhere. Never the colour alone: the word stands beside it.</summary>
internal static class VerdictLooks
{
    public static string Icon(string verdict) => verdict switch
    {
        "fraud" => "flag",
        "error" => "error",
        "legitimate" => "check_circle",
        _ => "schedule",
    };

    public static string Tone(string verdict) => verdict switch
    {
        "fraud" => "high",
        "error" => "medium",
        "legitimate" => "low",
        _ => "info",
    };
}
