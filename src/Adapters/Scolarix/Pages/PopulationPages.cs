using System.Globalization;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Scolarix.Pages;

/// <summary>
/// Who stands in the file as it would be written now, who does not, and why; and what a person declares of a baccalauréat.
/// </summary>
public static class PopulationPages
{
    private const string Racine = "/scolarix/population";
    private const int PageSize = 200;

    public static void Map(RouteGroupBuilder etablissement)
    {
        var pages = etablissement.MapGroup(Racine).AddEndpointFilter(ScolarixOnly.InvokeAsync);
        pages.MapGet("", ShowAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        pages.MapPost("/{session:int}/{codeCandidat:int}", DeclareAsync).Pour(Niveau.Scolarite);
    }

    private static async Task<IResult> ShowAsync(Presence? presence, string? apres, HttpContext http, PopulationBook population)
    {
        var which = presence ?? Presence.ADecider;
        var rows = await population.SuiteAsync(http.Etablissement().Code, which, KeyOf(apres), PageSize + 1, http.RequestAborted);
        return http.Page<PopulationPage>("Population", new Liste(
            which, [.. rows.Take(PageSize).Select(r => new Ligne(r, JsonText.Read<Domain.Candidats.Candidat>(r.Donnees)))],
            rows.Count > PageSize ? rows[PageSize - 1].Key : null));
    }

    private static async Task<IResult> DeclareAsync(int session, int codeCandidat, HttpContext http, BacDeclarationBook declarations)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (known, titulaire) = form["titulaire"].ToString() switch
        {
            "oui" => (true, (bool?)true), "non" => (true, false), "retirer" => (true, null), _ => (false, null),
        };
        if (!known)
            return http.Echec(StatusCodes.Status400BadRequest,
                "Rien n'a été fait : choisir s'il est titulaire du baccalauréat ou d'un équivalent, s'il ne l'est pas, ou retirer la "
                + "déclaration.");
        if (!await declarations.DeclareAsync(
            http.Etablissement().Code, new CandidatKey(session, codeCandidat), titulaire, http.Caller().Nom, http.RequestAborted))
            return http.Echec(StatusCodes.Status404NotFound,
                $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");
        var told = titulaire switch
        {
            true => "déclaré titulaire du baccalauréat ou d'un équivalent : il entre dans le fichier",
            false => "déclaré sans baccalauréat : il reste hors du fichier",
            null => "déclaration retirée : son résultat décide de nouveau",
        };
        var page = Enum.TryParse<Presence>(form["presence"], out var presence) ? presence : Presence.ADecider;
        return http.Suite(http.CheminEtablissement($"{Racine}?presence={page}"), $"Dossier {codeCandidat} : {told}.");
    }

    // As « 2026-17 »: the last dossier of the page before.
    private static CandidatKey? KeyOf(string? apres) => apres?.Split('-') is [var session, var dossier]
        && int.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out var annee)
        && int.TryParse(dossier, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? new(annee, code) : null;

    /// <param name="Dernier">Null: nobody follows.</param>
    public sealed record Liste(Presence Presence, IReadOnlyList<Ligne> Lignes, CandidatKey? Dernier);

    public sealed record Ligne(CandidatListe Row, Domain.Candidats.Candidat Candidat);
}
