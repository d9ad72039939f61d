namespace RiskInsights.Core.Ingestion;

/// <summary>What a rule turns away.</summary>
public enum RuleScope
{
    /// <summary>One row, which goes to quarantine; the rest of the file is loaded.</summary>
    Row,

    /// <summary>The whole file: nothing of it is written.</summary>
    File,
}

/// <summary>A named reason to turn input away.</summary>
/// <param name="Id">Stable snake_case name, stored with each rejected row.</param>
/// <param name="Meaning">One sentence for the analyst. It never holds a value of the file.</param>
public sealed record Rule(string Id, RuleScope Scope, string Meaning);
