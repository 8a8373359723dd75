using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Seals content before it is stored and opens it after it was read: the one way to every sealed column. Keys stay in memory once they
/// were opened; what a former version wrote is read as it came.
/// </summary>
public sealed class DataKeys
{
    private readonly HeldKeys _keys;
    private readonly SealingSwitch _switch;

    internal DataKeys(HeldKeys keys, SealingSwitch sealing) => (_keys, _switch) = (keys, sealing);

    /// <summary>Keys are read again: an établissement may have gone, and another one have its code.</summary>
    public void Forget() => _keys.Forget();

    /// <summary>Nothing stays nothing: who empties a row leaves no secret in it.</summary>
    public ValueTask<byte[]> SealAsync(string etablissement, SealedColumn column, ReadOnlyMemory<byte> plain, CancellationToken ct) =>
        SealAsync(null, etablissement, column, plain, ct);

    /// <param name="session">The caller's transaction, where there is one: on SQLite nobody else may write meanwhile.</param>
    public async ValueTask<byte[]> SealAsync(
        WriteSession? session, string etablissement, SealedColumn column, ReadOnlyMemory<byte> plain, CancellationToken ct)
    {
        if (plain.IsEmpty) return [];
        // Whatever looks sealed is, even where nothing else is.
        if (!SealedValue.Is(plain.Span) && !await _switch.IsOnAsync(ct)) return plain.ToArray();
        return (await _keys.MakeAsync(session, etablissement, ct)).Seal(column, plain.Span);
    }

    public async ValueTask<string> SealAsync(
        WriteSession? session, string etablissement, SealedColumn column, string plain, CancellationToken ct) =>
        await _switch.IsOnAsync(ct)
            ? SealedValue.TextMark + Convert.ToBase64String(
                (await _keys.MakeAsync(session, etablissement, ct)).Seal(column, Encoding.UTF8.GetBytes(plain)))
            : plain;

    /// <exception cref="SealedValueException">Its key is gone, or it was changed or moved.</exception>
    public async ValueTask<byte[]> OpenAsync(string etablissement, SealedColumn column, byte[] value, CancellationToken ct)
    {
        if (!SealedValue.Is(value)) return value;
        if (SealedValue.KeyOf(value) is not { } sealer) throw SealedValueException.Foreign(etablissement, column);
        var key = await _keys.FindAsync(null, etablissement, ct);
        if (key is not null && key.Id != sealer)
        {
            // Held since before the établissement was another one.
            _keys.Forget(etablissement);
            key = await _keys.FindAsync(null, etablissement, ct);
        }

        return (key ?? throw SealedValueException.Lost(etablissement, sealer)).Open(column, value);
    }

    /// <inheritdoc cref="OpenAsync(string,SealedColumn,byte[],CancellationToken)"/>
    public async ValueTask<string> OpenAsync(string etablissement, SealedColumn column, string value, CancellationToken ct)
    {
        if (!SealedValue.Is(value)) return value;
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value[SealedValue.TextMark.Length..], bytes, out var length)
            ? Encoding.UTF8.GetString(await OpenAsync(etablissement, column, bytes[..length], ct))
            : throw SealedValueException.Foreign(etablissement, column);
    }
}
