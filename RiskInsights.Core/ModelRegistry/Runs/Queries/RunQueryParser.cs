namespace RiskInsights.Core.ModelRegistry.Runs.Queries;

/// <summary>Reads the grammar of <see cref="RunQuery"/> by recursive descent.</summary>
internal ref struct RunQueryParser
{
    /// <summary>More would only be a trick to fill the stack.</summary>
    private const int Deepest = 40;

    private readonly List<RunQueryName> _names = [];
    private RunQueryScanner _scanner;
    private RunQueryToken _token;
    private int _depth;

    public RunQueryParser(string text)
    {
        _scanner = new RunQueryScanner(text);
        _token = _scanner.Next();
    }

    public RunQuery Parse()
    {
        var matches = Or();
        return _token.Kind == RunQueryTokenKind.End ? new RunQuery(matches, _names) : throw Wrong(RunQueryError.JoinExpected);
    }

    private Func<StoredRun, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (a, b) = (left, And());
            left = run => a(run) || b(run);
        }

        return left;
    }

    private Func<StoredRun, bool> And()
    {
        var left = Term();
        while (Take("and"))
        {
            var (a, b) = (left, Term());
            left = run => a(run) && b(run);
        }

        return left;
    }

    private Func<StoredRun, bool> Term()
    {
        if (++_depth > Deepest)
            throw Wrong(RunQueryError.TooDeep);
        var term = Take("not") ? Not(Term()) : _token.IsSign("(") ? Inner() : Comparison();
        _depth--;
        return term;
    }

    private Func<StoredRun, bool> Inner()
    {
        var opened = _token;
        Advance();
        var inner = Or();
        if (!_token.IsSign(")"))
            throw _token.Kind == RunQueryTokenKind.End ? new RunQueryException(RunQueryError.NotClosed, opened.Position, "(") : Wrong(RunQueryError.JoinExpected);
        Advance();
        return inner;
    }

    private Func<StoredRun, bool> Comparison()
    {
        if (!IsNameOrValue || IsJoin)
            throw Wrong(RunQueryError.NameExpected);
        var name = new RunQueryName(_token.Text, _token.Position);
        Advance();
        if (RunComparator.Of(_token) is not { } comparator)
            throw Wrong(RunQueryError.OperatorExpected);
        Advance();
        if (!IsNameOrValue || IsJoin)
            throw Wrong(RunQueryError.ValueExpected);
        var value = RunComparator.ValueOf(_token);
        Advance();
        _names.Add(name);
        return run => RunFields.Of(run, name.Name) is { } own && comparator(own, value);
    }

    private readonly bool IsNameOrValue => _token.Kind is RunQueryTokenKind.Word or RunQueryTokenKind.Quoted;

    private readonly bool IsJoin => _token.IsWord("and") || _token.IsWord("or") || _token.IsWord("not");

    private bool Take(string word)
    {
        if (!_token.IsWord(word))
            return false;
        Advance();
        return true;
    }

    private void Advance() => _token = _scanner.Next();

    private readonly RunQueryException Wrong(RunQueryError error) => new(error, _token.Position, _token.Text);

    private static Func<StoredRun, bool> Not(Func<StoredRun, bool> term) => run => !term(run);
}
