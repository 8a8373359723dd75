using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>The texts that name people, under the data keys. Nothing of it is made before the first of them.</summary>
internal sealed class PersonalTexts(SealedTables tables, Lazy<HeldKeys> keys, Lazy<SealingSwitch> sealing) : ITextSeal
{
    public bool Concerns(string sql) => tables.AreIn(sql);

    public TexteOuvert Open(WriteSession? session, string value, ITextOwner owner)
    {
        if (session?.Searched.Find(value) is { } met)
            return owner.Is(met.Etablissement) ? new(EtatTexte.Ouvert, met.Plain) : throw SealedValueException.Foreign();
        var at = SealedMark.At(value);
        if (at < 0 || !SealedText.TryRead(value.AsSpan(at), out var parts)) return new(EtatTexte.Clair, value);
        using (parts)
        {
            var (opened, key) = Open(session, parts, owner);
            if (opened is not { Etat: EtatTexte.Ouvert, Texte: { } text }) return opened;
            if (at == 0 && parts.Usage == UsageTexte.Cherche) session?.Searched.Remember(key!, text, value);
            return at == 0 ? opened : opened with { Texte = string.Concat(value.AsSpan(0, at), text) };
        }
    }

    public TexteOuvert Open(WriteSession? session, byte[] value, ITextOwner owner) =>
        SealedText.TryRead(value, out var parts) ? Open(session, parts, owner).Opened : new(EtatTexte.Clair, null);

    private (TexteOuvert Opened, DataKey? Key) Open(WriteSession? session, SealedText.Parts parts, ITextOwner owner)
    {
        if (keys.Value.Held(session, parts.Key) is not { } key)
            return (keys.Value.IsLost(parts.Key) ? new(EtatTexte.Perdu, Lost(parts)) : new(EtatTexte.SansCle, null), null);
        if (!owner.Is(key.Etablissement)) throw SealedValueException.Foreign();
        try
        {
            return (new(EtatTexte.Ouvert, key.Open(parts)), key);
        }
        catch (CryptographicException changed)
        {
            throw SealedValueException.Foreign(changed);
        }
    }

    public async ValueTask LoadAsync(string value, CancellationToken ct)
    {
        if (!SealedText.TryRead(value.AsSpan(SealedMark.At(value)), out var parts)) return;
        using (parts) await keys.Value.LoadAsync(parts.Key, ct);
    }

    public ValueTask LoadAsync(CancellationToken ct) => keys.Value.LoadAsync(ct);

    public async ValueTask<ITextKey?> KeyAsync(WriteSession? session, string etablissement, bool always, CancellationToken ct) =>
        always || await sealing.Value.IsOnAsync(ct) ? await keys.Value.MakeAsync(session, etablissement, ct) : null;

    public async ValueTask<ITextKey?> FindAsync(WriteSession? session, string etablissement, CancellationToken ct) =>
        await keys.Value.FindAsync(session, etablissement, ct);

    private static string? Lost(SealedText.Parts parts) =>
        parts.Usage != UsageTexte.Cherche ? SealedValueException.LostText(parts.Key) : null;
}
