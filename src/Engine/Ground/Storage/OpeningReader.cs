using System.Collections;
using System.Data.Common;
using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Rows whose sealed texts are opened as they are read, whatever they are read into.</summary>
/// <param name="texts">Null: nothing is sealed in them.</param>
/// <param name="owner">Null: a column of the rows says whose they are, else the parameters of the question.</param>
internal sealed class OpeningReader(
    DbDataReader inner, ITextSeal? texts, WriteSession? session, object? parameters, ITextOwner? owner = null) : DbDataReader
{
    private bool?[]? _text;
    private readonly ITextOwner _owner = owner ?? new RowOwner(inner, parameters);

    public override int Depth => inner.Depth;
    public override int FieldCount => inner.FieldCount;
    public override bool HasRows => inner.HasRows;
    public override bool IsClosed => inner.IsClosed;
    public override int RecordsAffected => inner.RecordsAffected;

    public override object this[int ordinal] => GetValue(ordinal);
    public override object this[string name] => GetValue(inner.GetOrdinal(name));

    public override object GetValue(int ordinal) => inner.GetValue(ordinal) switch
    {
        string text when IsSealed(text) => (object?)Open(text) ?? DBNull.Value,
        byte[] bytes when IsText(ordinal) => OpenBytes(bytes),
        var value => value,
    };

    public override string GetString(int ordinal) => inner.GetString(ordinal) switch
    {
        var text when IsSealed(text) => Open(text) ?? "",
        // As such a text begins, were its bytes taken for letters.
        "" or ['\0', ..] when inner.GetFieldType(ordinal) == typeof(byte[]) => GetValue(ordinal) as string ?? "",
        var text => text,
    };

    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(string) || typeof(T) == typeof(object) ? (T)GetValue(ordinal) : inner.GetFieldValue<T>(ordinal);

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);
    public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);
    public override byte GetByte(int ordinal) => inner.GetByte(ordinal);
    public override char GetChar(int ordinal) => inner.GetChar(ordinal);
    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);
    public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);
    public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);
    public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);
    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);
    public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);
    public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);
    public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);
    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);
    public override Type GetFieldType(int ordinal) =>
        inner.GetFieldType(ordinal) is var type && type == typeof(byte[]) && IsText(ordinal) ? typeof(string) : type;
    public override string GetName(int ordinal) => inner.GetName(ordinal);
    public override int GetOrdinal(string name) => inner.GetOrdinal(name);
    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);
    public override bool NextResult() => inner.NextResult();
    public override bool Read() => inner.Read();
    public override Task<bool> NextResultAsync(CancellationToken cancellationToken) => inner.NextResultAsync(cancellationToken);
    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    // Closed asynchronously, Dapper's reader leaves its command to the finalizer: the prepared statement would never be used again.
    public override async ValueTask DisposeAsync()
    {
        var command = (inner as IWrappedDataReader)?.Command;
        await inner.DisposeAsync();
        command?.Dispose();
    }

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException("Text is read as a whole.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
    }

    private bool IsSealed(string text) => texts is not null && SealedMark.At(text) >= 0;

    private string? Open(string value) => texts!.Open(session, value, _owner) switch
    {
        { Etat: EtatTexte.SansCle } => throw new CleAbsente(value),
        { Etat: EtatTexte.Clair } => value,
        var opened => opened.Texte,
    };

    private object OpenBytes(byte[] value) => texts!.Open(session, value, _owner) switch
    {
        { Etat: EtatTexte.SansCle } => throw new CleAbsente(SealedMark.TextOf(value)),
        { Etat: EtatTexte.Clair } => value,
        var opened => (object?)opened.Texte ?? DBNull.Value,
    };

    // SQLite keeps bytes in a column of text too; what lies in a column of bytes is its reader's to open.
    private bool IsText(int ordinal) =>
        texts is not null && ((_text ??= new bool?[FieldCount])[ordinal] ??= inner.GetDataTypeName(ordinal) == "TEXT");
}

/// <summary>The key of a value is to be read first; never seen outside of storage.</summary>
internal sealed class CleAbsente(string value) : Exception("The key of a sealed text is not held.")
{
    public string Value => value;
}
