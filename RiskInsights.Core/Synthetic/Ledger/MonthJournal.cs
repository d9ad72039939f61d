namespace RiskInsights.Core.Synthetic.Ledger;

/// <summary>One booked transaction; its number is given when the month is written.</summary>
internal struct Booking
{
    public long Cents;
    public long BalanceAfter;
    public int Second;
    public int Client;
    public byte Slot;
    public TransactionType Type;
    public Channel Channel;
    public byte Country;
    public byte Category;
    public AnomalyKind Anomaly;
}

/// <summary>One event of a client; <see cref="Slot"/> is −1 when no account is concerned, <see cref="Cents"/> 0 when no amount is.</summary>
internal struct ClientEvent
{
    public long Cents;
    public int Second;
    public int Client;
    public sbyte Slot;
    public EventType Type;
}

/// <summary>
/// All that happened in one month, for all clients: the only place where transactions are held, so that memory is
/// bounded by a month. Clients are simulated one after another; reading is in order of time.
/// </summary>
internal sealed class MonthJournal
{
    private readonly TimeOrdered<Booking> _bookings = new();
    private readonly TimeOrdered<ClientEvent> _events = new();

    public void Clear()
    {
        _bookings.Clear();
        _events.Clear();
    }

    public void Add(in Booking booking) => _bookings.Add(booking.Second, booking);

    public void Add(in ClientEvent clientEvent) => _events.Add(clientEvent.Second, clientEvent);

    /// <summary>Orders what was added; within a second the order of adding stays, so that each account's balances run on.</summary>
    public void Sort()
    {
        _bookings.Sort();
        _events.Sort();
    }

    public int BookingCount => _bookings.Count;

    public int EventCount => _events.Count;

    public ref readonly Booking BookingAt(int rank) => ref _bookings.At(rank);

    public ref readonly ClientEvent EventAt(int rank) => ref _events.At(rank);

    private sealed class TimeOrdered<T>
        where T : struct
    {
        private T[] _items = new T[1024];
        private ulong[] _keys = new ulong[1024];

        public int Count { get; private set; }

        public void Clear() => Count = 0;

        public void Add(int second, in T item)
        {
            if (Count == _items.Length)
            {
                // Growing by half keeps the reserve of a large bank small.
                Array.Resize(ref _items, Count + Count / 2);
                Array.Resize(ref _keys, Count + Count / 2);
            }

            _items[Count] = item;
            _keys[Count] = ((ulong)second << 32) | (uint)Count;
            Count++;
        }

        public void Sort() => Array.Sort(_keys, 0, Count);

        public ref readonly T At(int rank) => ref _items[(uint)_keys[rank]];
    }
}
