namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>The keys of those whose texts one statement writes.</summary>
public sealed class TextKeys
{
    private readonly Dictionary<string, ITextKey?> _keys = new(StringComparer.Ordinal);

    /// <summary>Where nobody seals.</summary>
    internal static readonly TextKeys None = new();

    internal async ValueTask AddAsync(WriteSession session, string etablissement, string? plain, CancellationToken ct)
    {
        if (SealedMark.IsEmpty(plain)) return;
        var looks = SealedMark.At(plain) >= 0;
        if (_keys.TryGetValue(etablissement, out var key) && (key is not null || !looks)) return;
        _keys[etablissement] = await session.Texts!.KeyAsync(session, etablissement, looks, ct);
    }

    internal string? Seal(string etablissement, string? plain, UsageTexte usage) =>
        Find(etablissement, plain) is { } key ? key.Seal(plain!, usage) : plain;

    /// <summary>For SQLite, which keeps bytes in a column of text.</summary>
    internal object? SealForSqlite(string etablissement, string? plain, UsageTexte usage) =>
        Find(etablissement, plain) is not { } key ? plain : usage == UsageTexte.Lu ? key.SealRead(plain!) : key.Seal(plain!, usage);

    private ITextKey? Find(string etablissement, string? plain) =>
        SealedMark.IsEmpty(plain) ? null : _keys.GetValueOrDefault(etablissement);
}
