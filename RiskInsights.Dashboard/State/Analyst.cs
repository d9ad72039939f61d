namespace RiskInsights.Dashboard.State;

/// <summary>Who works here; verdicts and jobs carry the name.</summary>
public sealed record Analyst(string Name)
{
    /// <summary>One or two letters for the header.</summary>
    public string Initials
    {
        get
        {
            var words = Name.Split([' ', '.', '-', '_', '@'], StringSplitOptions.RemoveEmptyEntries);
            return words.Length switch
            {
                0 => "?",
                1 => words[0][..Math.Min(2, words[0].Length)].ToUpperInvariant(),
                _ => string.Concat(words[0].AsSpan(0, 1), words[1].AsSpan(0, 1)).ToUpperInvariant(),
            };
        }
    }
}
