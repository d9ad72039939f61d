namespace RiskInsights.Core.Ingestion;

/// <summary>A file as a whole breaks a rule: nothing of it was written. The message names the file and the rule.</summary>
public sealed class ImportRefusedException : Exception
{
    /// <param name="fileName">The file's name without its folder.</param>
    /// <param name="detail">What is wrong, as a sentence; never a value of a row.</param>
    public ImportRefusedException(string fileName, Rule rule, string detail, Exception? innerException = null)
        : base($"{fileName}: {detail} ({rule.Id})", innerException)
    {
        (FileName, Rule) = (fileName, rule);
    }

    public string FileName { get; }

    public Rule Rule { get; }
}
