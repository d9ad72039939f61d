using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>
/// Reads what happened to a client once for all cards that show it, and again when the client, the period or the data
/// change. Filters and pages of the transactions then cost no query.
/// </summary>
internal sealed class ActivityOnce(ClientActivityRepository repository) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _stop;
    private (ClientView View, Period Period)? _of;
    private Task<ClientActivity>? _reading;

    public Task<ClientActivity> ReadAsync(ClientView view, Period period, CancellationToken cancellation)
    {
        if (_reading is null || _reading.IsFaulted || _reading.IsCanceled || _of != (view, period))
        {
            // Nobody looks at the former one any more.
            _stop?.Cancel();
            _stop?.Dispose();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
            _of = (view, period);
            _reading = repository.ReadAsync(view.Profile!, period.From, period.To, view.Line, cancellation: _stop.Token);
        }

        return _reading.WaitAsync(cancellation);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _stop?.Dispose();
        _gone.Dispose();
    }
}
