using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// A connection that stays open with its prepared statements: opening one reads the whole schema, and every statement that is prepared
/// reads its text again.
/// </summary>
/// <param name="idle">Takes it when its user has done with it, and says whether it did; null closes it then.</param>
internal sealed class KeptConnection(string connectionString, Func<KeptConnection, bool>? idle) : SqliteConnection(connectionString)
{
    private const int MostStatements = 256;
    private const int LongestText = 8_192;

    // What is bound stays in memory until it is bound anew.
    private const int LargestValue = 4_096;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _kept = new(StringComparer.Ordinal);

    // The one that was not wanted for longest comes first: it makes room for another.
    private readonly LinkedList<SqliteCommand> _byUse = [];
    private readonly Dictionary<string, SqliteStatement> _ofRows = new(StringComparer.Ordinal);
    private bool _closing;
    private int _lent;

    /// <summary>The command of a text, prepared where it ran before; nobody else has it until it is given back.</summary>
    public SqliteCommand Take(string text)
    {
        _lent++;
        if (!_kept.Remove(text, out var kept)) return new SqliteCommand(text, this) { CommandTimeout = DefaultTimeout };
        _byUse.Remove(kept);
        return kept.Value;
    }

    /// <param name="isSound">It has run well and its reader is closed.</param>
    public void GiveBack(SqliteCommand command, bool isSound)
    {
        _lent--;
        if (!isSound || State != ConnectionState.Open || command.CommandText.Length is 0 or > LongestText
            || _kept.ContainsKey(command.CommandText) || command.Parameters.Cast<SqliteParameter>().Any(IsLarge))
        {
            command.Dispose();
            return;
        }

        if (_byUse is { Count: >= MostStatements, First: { } oldest })
        {
            _byUse.RemoveFirst();
            _kept.Remove(oldest.Value.CommandText);
            oldest.Value.Dispose();
        }

        command.Parameters.Clear();
        (command.Transaction, command.CommandTimeout) = (null, DefaultTimeout);
        _kept[command.CommandText] = _byUse.AddLast(command);
    }

    /// <summary>The statement of a text that runs for many rows; nobody else has it until it is disposed.</summary>
    public SqliteStatement TakeForRows(string text, ReadOnlySpan<string> names)
    {
        var statement = _ofRows.Remove(text, out var kept) ? kept : new SqliteStatement(this, text, names);
        _lent++;
        return statement;
    }

    public void GiveBack(SqliteStatement statement, bool isSound)
    {
        _lent--;
        if (!isSound || State != ConnectionState.Open || _ofRows.Count >= MostStatements || !_ofRows.TryAdd(statement.Text, statement))
            statement.End();
    }

    /// <summary>Closes it for good.</summary>
    public void End()
    {
        _closing = true;
        Dispose();
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_closing && IsAtRest() && idle?.Invoke(this) == true) return;
            Forget();
        }

        base.Dispose(disposing);
    }

    private static bool IsLarge(SqliteParameter parameter) => parameter.Value switch
    {
        string text => text.Length > LargestValue,
        byte[] bytes => bytes.Length > LargestValue,
        _ => false,
    };

    // A statement that somebody left open would show the next reader the past, and keep the log from being folded.
    private bool IsAtRest() => State == ConnectionState.Open && Transaction is null && _lent == 0;

    private void Forget()
    {
        foreach (var command in _byUse) command.Dispose();
        foreach (var statement in _ofRows.Values) statement.End();
        _ofRows.Clear();
        _byUse.Clear();
        _kept.Clear();
    }
}
