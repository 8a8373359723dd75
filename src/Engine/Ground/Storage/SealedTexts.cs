using System.Diagnostics.CodeAnalysis;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>How the texts that name people are written and searched; they are opened by whoever reads rows.</summary>
public static class SealedTexts
{
    /// <summary>As a column of the établissement is to hold it. What tells nothing stays as it is.</summary>
    public static async ValueTask<string?> SealAsync(
        this WriteSession session, string etablissement, string? plain, CancellationToken ct, UsageTexte usage = UsageTexte.Lu)
    {
        if (session.Texts is not { } texts || SealedMark.IsEmpty(plain)) return plain;
        // Whatever looks sealed is, even where nothing else is.
        var key = await texts.KeyAsync(session, etablissement, always: SealedMark.At(plain) >= 0, ct);
        return key is null ? plain : key.Seal(plain, usage);
    }

    /// <summary>
    /// What texts of the établissement are sealed with just now; null where nothing is. Whoever seals before his transaction asks again
    /// in it.
    /// </summary>
    public static ValueTask<ITextKey?> TextKeyAsync(this Database database, string etablissement, CancellationToken ct) =>
        database.Texts is { } texts ? texts.KeyAsync(null, etablissement, always: false, ct) : default;

    /// <inheritdoc cref="TextKeyAsync(Database,string,CancellationToken)"/>
    public static ValueTask<ITextKey?> TextKeyAsync(this WriteSession session, string etablissement, CancellationToken ct) =>
        session.Texts is { } texts ? texts.KeyAsync(session, etablissement, always: false, ct) : default;

    /// <summary>As a column of the key's établissement is to hold it. What tells nothing stays as it is.</summary>
    [return: NotNullIfNotNull(nameof(plain))]
    public static string? SealText(this ITextKey key, string? plain, UsageTexte usage) =>
        SealedMark.IsEmpty(plain) ? plain : key.Seal(plain, usage);

    /// <summary>All forms in which a searched column may hold a text: as it is, as a former version wrote it, and sealed.</summary>
    public static async ValueTask<string[]> FormsAsync(
        this WriteSession session, string etablissement, IEnumerable<string?> plain, CancellationToken ct) =>
        Forms(session.Texts is { } texts ? await texts.FindAsync(session, etablissement, ct) : null, plain, session);

    /// <inheritdoc cref="FormsAsync(WriteSession,string,IEnumerable{string?},CancellationToken)"/>
    public static async ValueTask<string[]> FormsAsync(
        this Database database, string etablissement, IEnumerable<string?> plain, CancellationToken ct) =>
        Forms(database.Texts is { } texts ? await texts.FindAsync(null, etablissement, ct) : null, plain);

    private static string[] Forms(ITextKey? key, IEnumerable<string?> plain, WriteSession? session = null)
    {
        var forms = new List<string>();
        foreach (var text in plain)
        {
            if (SealedMark.IsEmpty(text)) continue;
            forms.Add(text);
            if (key is null) continue;
            var prefix = text.StartsWith(SealedMark.Ine, StringComparison.Ordinal) ? SealedMark.Ine : "";
            forms.Add(prefix
                + (session?.Searched.Seal(key, text[prefix.Length..]) ?? key.Seal(text[prefix.Length..], UsageTexte.Cherche)));
        }

        return [.. forms];
    }
}
