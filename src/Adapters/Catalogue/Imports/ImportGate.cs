using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>Whether a night may run: not behind an import that failed, was not finished, or is held.</summary>
internal sealed class ImportGate(ImportBook book, ImportService imports)
{
    /// <param name="confirmePar">Who says that it may all the same; null for nobody.</param>
    /// <returns>Why not, in French; null when it may.</returns>
    public async Task<string?> HoldAsync(WriteSession session, string? confirmePar, CancellationToken ct)
    {
        if (await book.LastAsync(session, ct) is not { } last)
            return confirmePar is null ? "Aucun import : le catalogue n'a encore rien reçu." : null;
        if (last.Est(EtatImport.Applique) || last.Est(EtatImport.Ecarte)) return null;
        if (confirmePar is null) return Cause(last);
        await imports.ConfirmAsync(session, last, confirmePar, ct);
        return null;
    }

    private static string Cause(ImportRow import) =>
        (import.Est(EtatImport.EnCours) ? $"L'import de {import.Fichier} a commencé et n'est pas terminé. "
            : import.Est(EtatImport.Retenu) ? $"L'import de {import.Fichier} est retenu. {import.Motif} "
            : $"L'import de {import.Fichier} a échoué. {import.Motif} ")
        + "La nuit n'est pas appliquée : importer un flux entier, ou confirmer par une personne nommée (--confirmer --auteur).";
}
