using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Files;

namespace RiskInsights.Core.Ingestion;

/// <summary>The registered sources: finds the one that a file belongs to.</summary>
internal sealed class SourceCatalogue(IEnumerable<ICsvSource> sources)
{
    private readonly IReadOnlyList<ICsvSource> _sources = [.. sources];

    /// <summary>The sources that bring clients or accounts.</summary>
    public IReadOnlyList<string> DimensionNames => [.. _sources.Where(s => s.LoadOrder <= 2).Select(s => s.Name)];

    /// <summary>The family's files in a folder, in the order of loading; every header is checked.</summary>
    /// <exception cref="ImportRefusedException">No such folder, no such file in it, or a file that belongs to no source.</exception>
    public IReadOnlyList<(string Path, long Bytes)> FilesOf(string directory, string family)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(directory));
        if (!Directory.Exists(directory))
            throw new ImportRefusedException(name, Rules.FileMissing, "There is no such folder.");
        var patterns = Of(family).Select(s => s.FilePattern).Distinct(StringComparer.OrdinalIgnoreCase);
        var options = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        var paths = patterns.SelectMany(p => Directory.EnumerateFiles(directory, p, options)).ToList();
        if (paths.Count == 0)
            throw new ImportRefusedException(name, Rules.FileMissing, $"The folder holds no file of the {family} sources ({string.Join(", ", patterns)}).");
        return InLoadOrder(paths, family);
    }

    /// <summary>The files in the order of loading, with their sizes; every header is checked.</summary>
    /// <exception cref="ImportRefusedException">A file belongs to no source of the family.</exception>
    public IReadOnlyList<(string Path, long Bytes)> InLoadOrder(IEnumerable<string> paths, string family) =>
    [
        .. paths.Select(path => (Path: path, Order: OrderOf(path, family), Bytes: new FileInfo(path).Length))
            .OrderBy(f => f.Order).ThenBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, f.Bytes)),
    ];

    /// <summary>The source whose columns the header has.</summary>
    /// <exception cref="ImportRefusedException">None has; the message compares with the nearest one.</exception>
    public ICsvSource Recognise(CsvHeader header, string fileName, string family)
    {
        var comparisons = Of(family).Select(s => (Source: s, Difference: header.Compare(s.Columns))).ToList();
        var match = comparisons.Find(c => c.Difference.Missing.Count + c.Difference.Unknown.Count == 0);
        if (match.Source is not null)
            return match.Source;

        var (source, (missing, unknown)) = comparisons
            .OrderByDescending(c => fileName.StartsWith(c.Source.Name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(c => c.Difference.Missing.Count + c.Difference.Unknown.Count)
            .First();
        throw new ImportRefusedException(
            fileName,
            Rules.WrongColumns,
            header.Names.Count == 1
                ? "The first line has no comma, semicolon or tab, so it is the header of no source."
                : $"{Problem(source, missing, unknown)} Expected: {string.Join(", ", source.Columns.Select(c => c.Name))}.");
    }

    private static string Problem(ICsvSource source, IReadOnlyList<string> missing, IReadOnlyList<string> unknown)
    {
        // A file without a header has data in its first line: that must not get into a message.
        if (missing.Count > source.Columns.Count / 2)
            return $"The first line is the header of no source; {source.Name} is the nearest.";
        var problems = new List<string>();
        if (missing.Count > 0)
            problems.Add($"missing: {string.Join(", ", missing)}");
        if (unknown.Count > 0)
            problems.Add($"unknown or twice: {string.Join(", ", unknown.Take(20))}");
        return $"The columns are not those of {source.Name} ({string.Join("; ", problems)}).";
    }

    private int OrderOf(string path, string family)
    {
        using var file = InputFile.Open(path);
        return Recognise(CsvHeader.Read(file), file.Name, family).LoadOrder;
    }

    private IEnumerable<ICsvSource> Of(string family)
    {
        var members = _sources.Where(s => string.Equals(s.Family, family, StringComparison.OrdinalIgnoreCase)).ToList();
        if (members.Count > 0)
            return members;
        var families = _sources.Select(s => s.Family).Distinct(StringComparer.Ordinal);
        throw new ArgumentException($"There is no source family {family}; known are {string.Join(", ", families)}.", nameof(family));
    }
}
