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
            if (keys.Value.Held(session, parts.Key) is not { } key)
                return keys.Value.IsLost(parts.Key) ? new(EtatTexte.Perdu, Lost(parts)) : new(EtatTexte.SansCle, null);
            if (!owner.Is(key.Etablissement)) throw SealedValueException.Foreign();
            try
            {
                var text = key.Open(parts);
                if (at == 0 && parts.Usage == UsageTexte.Cherche) session?.Searched.Remember(key, text, value);
                return new(EtatTexte.Ouvert, at == 0 ? text : string.Concat(value.AsSpan(0, at), text));
            }
            catch (CryptographicException changed)
            {
                throw SealedValueException.Foreign(changed);
            }
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
