using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>Did an OPI become a student? Asked of Apogée at once, and kept.</summary>
internal static class EtudiantEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/etudiant", OfCandidatAsync).Consulte(ActeAudit.DossierConsulte);
        group.MapGet("/opi/{codOpi}/etudiant", OfOpiAsync).Consulte(ActeAudit.DossierConsulte);
    }

    private static async Task<IResult> OfCandidatAsync(int session, int codeCandidat, HttpContext http, Database database,
        RechercheEtudiant recherche, EtudiantBook book)
    {
        var row = await database.FirstOrDefaultAsync<Numero>(
            "SELECT cod_opi FROM candidat WHERE etablissement = @code AND session = @session AND code_candidat = @codeCandidat",
            new { code = http.Etablissement().Code, session, codeCandidat }, http.RequestAborted);
        if (row is null)
            return http.Error(StatusCodes.Status404NotFound, "codeCandidat",
                $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");
        return row.CodOpi is { } codOpi
            ? await AnswerAsync(codOpi, http, database, recherche, book)
            : http.Error(StatusCodes.Status409Conflict, "codeCandidat",
                $"Le dossier {codeCandidat} n'a pas de numéro OPI : rien n'a été transmis à Apogée.");
    }

    private static async Task<IResult> OfOpiAsync(string codOpi, HttpContext http, Database database, RechercheEtudiant recherche,
        EtudiantBook book)
    {
        var known = await database.ScalarAsync<long>(
            """
            SELECT (SELECT COUNT(*) FROM opi_recue WHERE etablissement = @code AND cod_opi = @codOpi)
                 + (SELECT COUNT(*) FROM candidat WHERE etablissement = @code AND cod_opi = @codOpi)
            """,
            new { code = http.Etablissement().Code, codOpi }, http.RequestAborted);
        return known > 0
            ? await AnswerAsync(codOpi, http, database, recherche, book)
            : http.Error(StatusCodes.Status404NotFound, "codOpi", $"Aucune OPI de cet établissement n'a le numéro « {codOpi} ».");
    }

    private static async Task<IResult> AnswerAsync(string codOpi, HttpContext http, Database database, RechercheEtudiant recherche,
        EtudiantBook book)
    {
        var (etablissement, ct) = (http.Etablissement(), http.RequestAborted);
        if (etablissement.Apogee?.Etudiant is null)
            return http.Error(StatusCodes.Status409Conflict, "apogee.etudiant",
                "Le service EtudiantMetier d'Apogée n'est pas renseigné : ajouter apogee.etudiant à la configuration de l'établissement.");

        var cle = RechercheRow.KeyOfOpi(codOpi);
        var failure = await recherche.AskAsync(etablissement, cle, ct);
        await using var reading = await database.EssayerAsync(ct);
        var row = await book.FindAsync(reading, etablissement.Code, cle, ct);
        return (failure, row?.State) switch
        {
            (null, EtatRecherche.Echec) => http.Error(StatusCodes.Status502BadGateway, "apogee", row!.Message!),
            (null, _) => ApiErrors.Json(Describe(codOpi, row!, row!.State == EtatRecherche.Trouvee
                ? $"L'OPI {codOpi} est devenue l'étudiant {row.CodEtu}."
                : $"Apogée ne connaît pas encore d'étudiant pour l'OPI {codOpi}.")),
            (not null, EtatRecherche.Trouvee) => ApiErrors.Json(Describe(codOpi, row!,
                $"L'OPI {codOpi} est devenue l'étudiant {row!.CodEtu}, selon la dernière réponse d'Apogée, qui ne répond pas "
                + $"actuellement.")),
            _ => http.Error(StatusCodes.Status502BadGateway, "apogee", EtudiantWorker.MessageOf(failure!)),
        };
    }

    private static object Describe(string codOpi, RechercheRow row, string message) => new
    {
        codOpiIntEpo = codOpi, devenuEtudiant = row.State == EtatRecherche.Trouvee, row.CodEtu, row.CodInd, row.Ine,
            constateLe = row.RepondueLe, message,
    };

    internal sealed class Numero
    {
        public string? CodOpi { get; init; }
    }
}
