using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Warehouse.Engines;

namespace RiskInsights.Core.Ingestion;

/// <summary>
/// A file of an import that is looked through on a thread of its own, perhaps while the file before it is loaded. What is wrong
/// with it is told when its turn comes.
/// </summary>
internal sealed class SurveyedFile : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task<(ICsvSource Source, CsvInput Input)> _survey;
    private InputFile? _file;

    public SurveyedFile(
        string name, ImportWatch watch, Func<InputFile> open, Func<InputFile, ImportWatch, CancellationToken, (ICsvSource, CsvInput)> survey, CancellationToken cancellation)
    {
        (Name, Watch) = (name, watch);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _survey = OwnThread.Run(() => survey(_file = open(), watch, _stop.Token), _stop.Token);
    }

    /// <summary>Without the folder.</summary>
    public string Name { get; }

    public ImportWatch Watch { get; }

    /// <summary>What the survey found. From now on the progress is that of this file.</summary>
    /// <exception cref="ImportRefusedException">The file cannot be opened, or breaks a rule as a whole.</exception>
    public Task<(ICsvSource Source, CsvInput Input)> ResultAsync()
    {
        Watch.Begin();
        return _survey;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_survey).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_file is not null)
            await _file.DisposeAsync();
        _stop.Dispose();
    }
}
