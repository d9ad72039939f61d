using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Core.Synthetic.Files;
using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic;

/// <summary>One run: all clients, month by month, then the files with a row per client.</summary>
internal sealed class DemoBankWriting : IAsyncDisposable
{
    /// <summary>Clients between two looks at the cancellation token: a few milliseconds.</summary>
    private const int Stride = 1_000;

    private readonly DemoBankOptions _options;
    private readonly IProgress<DemoBankProgress>? _progress;
    private readonly CsvOutput _kyc, _accounts, _transactions, _events, _truthClients, _hazards, _anomalies;
    private readonly CsvOutput? _dirtyTruth;
    private readonly DirtyRows _dirty;
    private readonly MonthFiles _monthFiles;
    private readonly ClientFiles _clientFiles;
    private readonly MonthJournal _journal = new();
    private readonly Client[] _clients;
    private long _transactionCount, _eventCount, _anomalyCount, _accountCount;

    public DemoBankWriting(string directory, DemoBankOptions options, IProgress<DemoBankProgress>? progress)
    {
        (_options, _progress) = (options, progress);
        CsvOutput File(string name, string header) => new(Path.Combine(directory, name), header);
        string truth = Path.Combine(directory, "truth");
        _kyc = File("kyc.csv", ClientFiles.KycHeader);
        _accounts = File("accounts.csv", ClientFiles.AccountsHeader);
        _transactions = File("transactions.csv", MonthFiles.TransactionsHeader);
        _events = File("events.csv", MonthFiles.EventsHeader);
        _truthClients = File(Path.Combine(truth, "clients.csv"), ClientFiles.TruthHeader);
        _hazards = File(Path.Combine(truth, "hazards.csv"), MonthFiles.HazardsHeader);
        _anomalies = File(Path.Combine(truth, "anomalies.csv"), MonthFiles.AnomaliesHeader);
        _dirtyTruth = options.DirtyFraction > 0 ? File(Path.Combine(truth, "dirty.csv"), DirtyRows.TruthHeader) : null;
        _dirty = new DirtyRows(options, _dirtyTruth);
        var identifiers = new Identifiers(options);
        (_monthFiles, _clientFiles) = (new MonthFiles(identifiers), new ClientFiles(options, identifiers));
        var birth = new ClientBirth(options);
        _clients = new Client[options.Clients];
        for (int i = 0; i < _clients.Length; i++)
            _clients[i] = birth.Draw(i);
    }

    public async Task<DemoBankSummary> RunAsync(CancellationToken cancellationToken)
    {
        var simulation = new ClientMonth(_journal, new AnomalyPlanter(_options));
        var first = new DateOnly(_options.StartsOn.Year, _options.StartsOn.Month, 1);
        int months = (_options.EndsOn.Year - first.Year) * 12 + _options.EndsOn.Month - first.Month + 1;
        for (int i = 0; i < months; i++)
        {
            var month = new BankMonth(first.AddMonths(i), _options.StartsOn, _options.EndsOn);
            _journal.Clear();
            for (int c = 0; c < _clients.Length; c++)
            {
                if (c % Stride == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                simulation.Live(_clients[c], month);
            }

            _journal.Sort();
            await WriteMonthAsync(month, cancellationToken);
            // The clients' files take about as long as one month.
            _progress?.Report(new DemoBankProgress((i + 1) / (months + 1.0), month.First, _transactionCount));
        }

        await WriteClientsAsync(cancellationToken);
        _progress?.Report(new DemoBankProgress(1, null, _transactionCount));
        return Summary();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var csv in Outputs())
            await csv.DisposeAsync();
    }

    private async Task WriteMonthAsync(BankMonth month, CancellationToken cancellationToken)
    {
        for (int i = 0; i < _journal.BookingCount; i++)
        {
            WriteBooking(i, month);
            if (_transactions.IsFull || _anomalies.IsFull)
                await FlushAsync(cancellationToken);
        }

        for (int i = 0; i < _journal.EventCount; i++)
        {
            _monthFiles.WriteEvent(_events, ++_eventCount, _journal.EventAt(i), month);
            _dirty.MayFollow(_events);
            if (_events.IsFull)
                await FlushAsync(cancellationToken);
        }

        for (int i = 0; i < _clients.Length && month.Last <= _options.EndsOn; i++)
        {
            if (_clients[i].IsObserved && _clients[i].JoinedOn <= month.Last.DayNumber)
                MonthFiles.WriteHazard(_hazards, _clients[i], month.Last);
            if (_hazards.IsFull)
                await FlushAsync(cancellationToken);
        }
    }

    private void WriteBooking(int rank, BankMonth month)
    {
        ref readonly var booking = ref _journal.BookingAt(rank);
        _monthFiles.WriteTransaction(_transactions, ++_transactionCount, booking, month);
        if (booking.Anomaly != AnomalyKind.None)
        {
            MonthFiles.WriteAnomaly(_anomalies, _transactionCount, booking.Anomaly);
            _anomalyCount++;
        }

        _dirty.MayFollow(_transactions);
    }

    private async Task WriteClientsAsync(CancellationToken cancellationToken)
    {
        foreach (var client in _clients)
        {
            _clientFiles.WriteKyc(_kyc, client);
            _dirty.MayFollow(_kyc);
            ClientFiles.WriteTruth(_truthClients, client);
            for (int slot = 0; slot < client.Accounts.Length; slot++)
            {
                _clientFiles.WriteAccount(_accounts, client, slot);
                _dirty.MayFollow(_accounts);
                _accountCount++;
            }

            if (_kyc.IsFull || _accounts.IsFull || _truthClients.IsFull)
                await FlushAsync(cancellationToken);
        }

        await FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var csv in Outputs())
            await csv.FlushAsync(cancellationToken);
    }

    private IEnumerable<CsvOutput> Outputs()
    {
        CsvOutput[] all = [_kyc, _accounts, _transactions, _events, _truthClients, _hazards, _anomalies];
        return _dirtyTruth is null ? all : all.Append(_dirtyTruth);
    }

    private DemoBankSummary Summary()
    {
        int starts = _options.StartsOn.DayNumber, ends = _options.EndsOn.DayNumber;
        long days = _clients.Sum(c => (long)((c.DefaultedOn, c.LeftOn) switch { ( > 0, _) => c.DefaultedOn, (_, > 0) => c.LeftOn, _ => ends } - Math.Max(starts, c.JoinedOn)));
        return new DemoBankSummary
        {
            StartsOn = _options.StartsOn,
            EndsOn = _options.EndsOn,
            Clients = _clients.Length,
            Accounts = _accountCount,
            Transactions = _transactionCount,
            Events = _eventCount,
            Defaults = _clients.Count(c => c.DefaultedOn > 0),
            Departures = _clients.Count(c => c.LeftOn > 0),
            ClientYears = days / 365.25,
            Anomalies = _anomalyCount,
            DirtyRows = _dirty.Planted,
        };
    }
}
