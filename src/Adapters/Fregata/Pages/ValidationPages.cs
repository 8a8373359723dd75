using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Fregata.Pages;

/// <summary>The inscriptions that Fregata told of: validated or cancelled, and what Parcoursup made of each.</summary>
public static class ValidationPages
{
    private const int PageSize = 100;

    public static void Map(RouteGroupBuilder fregata)
    {
        fregata.MapGet("/validations", async (long? avant, HttpContext http, RapportReader reports) =>
        {
            var rows = await reports.SuiteAsync(http.Etablissement().Code, avant, PageSize + 1, http.RequestAborted);
            return http.Page<ValidationsPage>("Validations de Fregata", new Tous(
                [.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id : null));
        }).Pour(Niveau.Lecture);
        fregata.MapGet("/validations/{id:long}", async (long id, HttpContext http, RapportReader reports) =>
            await reports.ReadAsync(http.Etablissement().Code, id, http.RequestAborted) is { } report
                ? http.Page<ValidationPage>($"Rapport n° {id}", report)
                : http.Echec(StatusCodes.Status404NotFound, $"Aucun rapport de validation de l'établissement n'a le numéro {id}."))
            .Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
    }

    public static string De(NatureRapport nature) => nature == NatureRapport.Validation ? "validation" : "annulation";

    /// <param name="Dernier">Null: none follows.</param>
    public sealed record Tous(IReadOnlyList<RapportSuivi> Rapports, long? Dernier);
}
