using System.Security.Cryptography;
using System.Text;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>The key of an établissement, held in memory: seals and opens what lies in its rows.</summary>
internal sealed class DataKey(long id, string etablissement, byte[] key)
{
    public long Id => id;

    public byte[] Seal(SealedColumn column, ReadOnlySpan<byte> plain) =>
        SealedValue.Seal(id, key, plain, column.PlaceOf(etablissement));

    /// <exception cref="SealedValueException">It is another key's, was changed, or lies elsewhere than where it was sealed.</exception>
    public byte[] Open(SealedColumn column, ReadOnlySpan<byte> value)
    {
        if (SealedValue.KeyOf(value) is not { } sealer) throw SealedValueException.Foreign(etablissement, column);
        if (sealer != id) throw SealedValueException.Lost(etablissement, sealer);
        try
        {
            return SealedValue.Open(key, value, column.PlaceOf(etablissement));
        }
        catch (CryptographicException changed)
        {
            throw SealedValueException.Foreign(etablissement, column, changed);
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
