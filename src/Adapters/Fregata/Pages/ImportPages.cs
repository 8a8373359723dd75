using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Fregata.Pages;

/// <summary>
/// What Fregata imported, with each dossier as it is now, and whom the next import would bring. Fregata imports; here one looks.
/// </summary>
public static class ImportPages
{
    private const int PageSize = 100;

    public static void Map(RouteGroupBuilder fregata)
    {
        fregata.MapGet("/imports", ListAsync).Pour(Niveau.Lecture);
        fregata.MapGet("/imports/{id:long}", ShowAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        fregata.MapGet("/admis", ForecastAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        fregata.MapGet("/dossiers", DossiersAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> ListAsync(long? avant, HttpContext http, FregataImportBook book)
    {
        var rows = await book.SuiteAsync(http.Etablissement().Code, avant, PageSize + 1, http.RequestAborted);
        return http.Page<ImportsPage>("Imports de Fregata", new Tous(
            [.. rows.Take(PageSize).Select(r => new Importe(r.Uai, r.ToSuivi()))], rows.Count > PageSize ? rows[PageSize - 1].Id : null,
            http.Etablissement().Document.Uais.Count > 1));
    }

    private static async Task<IResult> ShowAsync(long id, HttpContext http, FregataImportBook book)
    {
        var code = http.Etablissement().Code;
        if (await book.FindAsync(code, id, http.RequestAborted) is not { } row)
            return http.Echec(StatusCodes.Status404NotFound, $"Aucun import de l'établissement n'a le numéro {id}.");
        var dossiers = await book.DossiersAsync(code, id, http.RequestAborted);
        return http.Page<ImportPage>($"Import n° {id}", new Un(row.Uai, row.ToSuivi(), [.. dossiers.Select(d => d.ToDossier())]));
    }

    private static async Task<IResult> ForecastAsync(string? uai, HttpContext http, AdmisFregata admis)
    {
        var etablissement = http.Etablissement();
        var uais = etablissement.Document.Uais;
        var of = uais.FirstOrDefault(u => string.Equals(u, uai, StringComparison.OrdinalIgnoreCase)) ?? uais[0];
        if (admis.Session is not { } session)
            return http.Page<AdmisPage>("Admis", new Prevision(null, of, uais, []));
        return http.Page<AdmisPage>("Admis", new Prevision(
            AnneeScolaire.De(session), of, uais, await admis.PrevoirAsync(etablissement, of, session, http.RequestAborted)));
    }

    private static async Task<IResult> DossiersAsync(EtatDossier? etat, string? apres, HttpContext http, DossierList list)
    {
        var rows = await list.SuiteAsync(
            http.Etablissement().Code, etat, DossierId.Parse(apres), PageSize + 1, http.RequestAborted);
        return http.Page<DossiersPage>("Dossiers de Fregata", new Liste(
            etat, [.. rows.Take(PageSize).Select(r => r.ToDossier())], rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }

    public sealed record Importe(string Uai, ImportSuivi Suivi);

    /// <param name="Dernier">Null: none follows.</param>
    public sealed record Tous(IReadOnlyList<Importe> Imports, long? Dernier, bool PlusieursUais);

    public sealed record Un(string Uai, ImportSuivi Suivi, IReadOnlyList<Dossier> Dossiers);

    /// <param name="Annee">Null: no admission has begun.</param>
    public sealed record Prevision(string? Annee, string Uai, IReadOnlyList<string> Uais, IReadOnlyList<AdmisDossier> Admis);

    /// <param name="Etat">Null: of every state.</param>
    /// <param name="Dernier">Null: none follows.</param>
    public sealed record Liste(EtatDossier? Etat, IReadOnlyList<Dossier> Dossiers, DossierId? Dernier);
}
