using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Courriel;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Parametres;

/// <summary>How the gateway is reached, and who is told by e-mail what waits.</summary>
public static class ParametresEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        var parametres = pages.MapGroup("/parametres").Pour(Niveau.Exploitant);
        parametres.MapGet("", (HttpContext http, CourrielBook book, CourrielOptions options) => ShowAsync(http, book, options, "", "", []));
        parametres.MapPost("/destinataires", AddAsync);
        parametres.MapPost("/destinataires/retirer", async (HttpContext http, CourrielBook book) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var done = await book.RetirerAsync(form["etablissement"].ToString(), form["adresse"].ToString(), http.RequestAborted);
            return http.Suite("/parametres", done ? "Retiré : cette adresse ne reçoit plus rien." : "Cette adresse ne recevait rien.");
        });
        parametres.MapPost("/essai", SendAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, CourrielBook book, CourrielOptions options, string code, string adresse, IReadOnlyList<Erreur> errors)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        var address = services.GetRequiredService<PublicAddress>();
        return http.Page<ParametresPage>("Paramètres", new Reglages(
            new(address.Of("/"), address.OfPeople(PageContext.Prefixe + "/"),
                !string.IsNullOrEmpty(services.GetRequiredService<IConfiguration>()["Adresses:Publique"])),
            options, services.GetRequiredService<ConfigurationDirectory>().Current.Etablissements,
            await book.DestinatairesAsync(null, ct), await book.ListAsync(ct), code, adresse, errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> AddAsync(HttpContext http, CourrielBook book, CourrielOptions options)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (code, adresse) = (form["etablissement"].ToString(), form["adresse"].ToString().Trim());
        if (Find(http, code) is null) return await ShowAsync(http, book, options, code, adresse, [new("", "Choisir un établissement.")]);
        if (!Adresse.EstAdresse(adresse))
            return await ShowAsync(
                http, book, options, code, adresse, [new("adresse", "Indiquer une adresse, par exemple scolarite@univ.fr.")]);
        var done = await book.AjouterAsync(code, adresse, http.Caller().Nom, http.RequestAborted);
        return http.Suite("/parametres", done ? "Ajouté : le prochain résumé lui parvient." : "Cette adresse le recevait déjà.");
    }

    private static async Task<IResult> SendAsync(HttpContext http, CourrielBook book, CourrielOptions options)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!options.EstRegle || Find(http, form["etablissement"].ToString()) is not { } found)
            return await ShowAsync(http, book, options, "", "", [new("", "Rien n'est envoyé : le serveur de courriel n'est pas réglé.")]);
        await book.DemanderAsync(found.Code, http.Caller().Nom, http.RequestAborted);
        return http.Suite("/parametres", "Le résumé part : recharger dans un instant pour voir s'il est envoyé.");
    }

    private static EtablissementModel? Find(HttpContext http, string code) =>
        http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(code);

    /// <param name="EstReglee">By a setting; else what the gateway listens to is all that it knows.</param>
    public sealed record Adresses(Uri Publique, Uri Personnes, bool EstReglee);

    /// <param name="Code">The établissement of the form as it was filled in.</param>
    public sealed record Reglages(
        Adresses Adresses, CourrielOptions Options, IReadOnlyList<EtablissementModel> Etablissements,
        IReadOnlyList<DestinataireRow> Destinataires, IReadOnlyList<CourrielRow> Envois, string Code, string Adresse,
        IReadOnlyList<Erreur> Erreurs);
}
