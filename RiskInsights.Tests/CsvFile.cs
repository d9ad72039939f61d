using System.Globalization;

namespace RiskInsights.Tests;

/// <summary>An exported file as a stranger reads it: byte order mark, comma, quotes only where a field needs them.</summary>
public sealed record CsvFile(string[] Header, IReadOnlyList<string[]> Rows)
{
    public static CsvFile Read(string path)
    {
        var lines = Records(File.ReadAllText(path)).ToList();
        return new CsvFile(lines[0], lines[1..]);
    }

    public int Column(string name)
    {
        var column = Array.IndexOf(Header, name);
        return column >= 0 ? column : throw new ArgumentException($"No column {name} among {string.Join(", ", Header)}.", nameof(name));
    }

    public decimal Sum(string name)
    {
        var column = Column(name);
        return Rows.Sum(r => r[column].Length == 0 ? 0 : decimal.Parse(r[column], CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string[]> Records(string text)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c != '\n')
                    continue;
                yield return [.. fields];
                fields.Clear();
            }
            else
                field.Append(c);
        }

        if (field.Length > 0 || fields.Count > 0)
            yield return [.. fields, field.ToString()];
    }
}
