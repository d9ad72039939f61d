using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Files;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>A file with everything that one pass over it has told.</summary>
/// <param name="Sha256">Of the file; of it and its companions where the source has some.</param>
internal sealed record CsvInput(InputFile File, string Sha256, CsvFormat Format);
