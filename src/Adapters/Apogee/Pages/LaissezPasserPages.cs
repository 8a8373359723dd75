using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Pages;

/// <summary>Laissez-passer on the sheet of a candidate: those that were given, and the form that gives one.</summary>
internal sealed class LaissezPasserPages(Database database) : IComplementFiche
{
    private const string Dossier = "/candidats/{session:int}/{codeCandidat:int}";

    public static void Map(RouteGroupBuilder pages) => pages.MapPost(Dossier + "/laissez-passer", GiveAsync).Pour(Niveau.Scolarite);

    public async Task<ComplementFiche?> DeAsync(EtablissementModel etablissement, Fiche fiche, CancellationToken ct)
    {
        if (etablissement.Document.Sis != Sis.Apogee || etablissement.Apogee?.LaissezPasser is null) return null;
        var key = new CandidatKey(fiche.Candidat.Session, fiche.Candidat.CodeCandidat);
        var model = new LaissezPasserModel
        {
            Candidat = key, Defavorables = [.. fiche.Voeux.Where(v => v.Decision == "D")],
            Donnes = await LaissezPasserBook.DeAsync(database, etablissement.Code, key, ct),
        };
        return model.Defavorables.Count + model.Donnes.Count == 0 ? null : new(typeof(LaissezPasserVolet), model);
    }

    private static async Task<IResult> GiveAsync(int session, int codeCandidat, HttpContext http, LaissezPasserGift gift)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var demande = new LaissezPasserDemande
        {
            Session = session, CodeCandidat = codeCandidat,
            CodeFormation = int.TryParse(form["formation"], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null,
            Type = form["type"] == nameof(TypeLaissezPasser.REINS) ? TypeLaissezPasser.REINS : TypeLaissezPasser.IAPRIMO,
            Commentaire = form["commentaire"].ToString() is { Length: > 0 } text ? text : null,
        };
        if (demande.Check() is { } wrong) return http.Echec(StatusCodes.Status400BadRequest, wrong.Message);
        var given = await gift.GiveAsync(http.Etablissement(), demande, http.Caller().Nom, http.RequestAborted);
        if (!given.Donne) return http.Echec(given.Statut, given.Message);
        return http.Suite(http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"/candidats/{session}/{codeCandidat}")),
            given.Nouveau ? "Laissez-passer donné : il part vers Apogée." : "Ce laissez-passer était déjà donné.");
    }
}
