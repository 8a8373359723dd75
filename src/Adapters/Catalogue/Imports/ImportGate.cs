using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>Whether a night may run: not behind an import that failed, was not finished, or is held.</summary>
internal sealed class ImportGate(ImportBook book, ImportService imports)
{
    /// <param name="confirmePar">Who says that it may all the same; null for nobody.</param>
    /// <returns>Why not, in French; null when it may.</returns>
    public async Task<string?> HoldAsync(WriteSession session, string? confirmePar, CancellationToken ct)
    {
        var last = await book.LastAsync(session, ct);
        if (confirmePar is null || Cause(last) is null) return Cause(last);
        if (last is not null) await imports.ConfirmAsync(session, last, confirmePar, ct);
        return null;
    }

    /// <summary>From where the formations are read as they would be if somebody confirmed what is held.</summary>
    public async Task<string> VuesAsync(WriteSession reading, CancellationToken ct) =>
        await book.LastAsync(reading, ct) is { } last && ImportService.Applicable(last)
            ? FormationsVues.Apres(last.Id, last.Reprise) : FormationsVues.Telles;

    /// <summary>Why the next night would be held as things are; null when it would not.</summary>
    /// <param name="dernier">The last import; null before the first.</param>
    public static string? Cause(ImportRow? dernier) => dernier is not { } import ? "Aucun import : le catalogue n'a encore rien reçu."
        : import.Est(EtatImport.Applique) || import.Est(EtatImport.Ecarte) ? null
        : (import.Est(EtatImport.EnCours) ? $"L'import de {import.Fichier} a commencé et n'est pas terminé. "
            : import.Est(EtatImport.Retenu) ? $"L'import de {import.Fichier} est retenu. {import.Motif} "
            : $"L'import de {import.Fichier} a échoué. {import.Motif} ")
        + "La nuit n'est pas appliquée : importer un flux entier, ou la faire confirmer par une personne nommée.";
}
