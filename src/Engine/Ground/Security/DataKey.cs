using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.ObjectPool;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>The key of an établissement, held in memory: seals and opens what lies in its rows.</summary>
internal sealed class DataKey(long id, string etablissement, byte[] key) : ITextKey
{
    private readonly SealedText _text = new(id, etablissement);
    private readonly ObjectPool<Sealer> _sealers = SealerPool.Of(key);

    public long Id => id;
    public string Etablissement => etablissement;

    public string Seal(string plain, UsageTexte usage)
    {
        var sealer = _sealers.Get();
        try
        {
            return _text.Seal(sealer, plain, usage);
        }
        finally
        {
            _sealers.Return(sealer);
        }
    }

    public byte[] SealRead(string plain)
    {
        var sealer = _sealers.Get();
        try
        {
            return _text.SealRead(sealer, plain);
        }
        finally
        {
            _sealers.Return(sealer);
        }
    }

    /// <exception cref="CryptographicException">It was changed, or is another établissement's.</exception>
    public string Open(SealedText.Parts parts)
    {
        var sealer = _sealers.Get();
        try
        {
            return _text.Open(sealer.Aes, parts);
        }
        finally
        {
            _sealers.Return(sealer);
        }
    }

    public byte[] Seal(SealedColumn column, ReadOnlySpan<byte> plain)
    {
        var sealer = _sealers.Get();
        try
        {
            return SealedValue.Seal(id, sealer, plain, column.PlaceOf(etablissement));
        }
        finally
        {
            _sealers.Return(sealer);
        }
    }

    /// <exception cref="SealedValueException">It is another key's, was changed, or lies elsewhere than where it was sealed.</exception>
    public byte[] Open(SealedColumn column, ReadOnlySpan<byte> value)
    {
        if (SealedValue.KeyOf(value) is not { } sealer) throw SealedValueException.Foreign(etablissement, column);
        if (sealer != id) throw SealedValueException.Lost(etablissement, sealer);
        var taken = _sealers.Get();
        try
        {
            return SealedValue.Open(taken.Aes, value, column.PlaceOf(etablissement));
        }
        catch (CryptographicException changed)
        {
            throw SealedValueException.Foreign(etablissement, column, changed);
        }
        finally
        {
            _sealers.Return(taken);
        }
    }

    /// <summary>
    /// As the master key wraps it: bound to what it is and to its établissement, so that another row, or another secret, gives nothing.
    /// What belongs to no établissement has a key of its own, under the empty code.
    /// </summary>
    internal static byte[] Bound(string etablissement, ReadOnlySpan<byte> key) => [.. key, .. BindingOf(etablissement)];

    internal static DataKey? Unbound(long id, string etablissement, byte[] bound) =>
        bound.Length > MasterKeyText.KeyBytes && bound.AsSpan(MasterKeyText.KeyBytes).SequenceEqual(BindingOf(etablissement))
            ? new DataKey(id, etablissement, bound[..MasterKeyText.KeyBytes]) : null;

    private static byte[] BindingOf(string etablissement) => Encoding.UTF8.GetBytes("donnees:" + etablissement);
}
