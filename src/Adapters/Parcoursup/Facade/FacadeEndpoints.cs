using System.Data.Common;
using System.IO.Pipelines;
using Dapper;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Facade;

/// <summary>
/// The hosted façade (rule D3): answers as Parcoursup does, so that a SIS which speaks to Parcoursup today only
/// changes its URL. Its credentials are the pair that Parcoursup issued.
/// </summary>
// Ten parameters: two addresses that let in by turns, read, journal, relay and count as the test of the connector.
internal sealed class FacadeEndpoints(
    ConfigurationDirectory directory, Database database, Journal journal, CredentialCheck credentials, AdressesParcoursup addresses,
    CallLimiters limiters, ParcoursupClient parcoursup, ConnectorTest tests, IBusinessClock clock, TimeProvider time)
{
    private const int LargestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/parcoursup/{uai}/ApiRest/getCandidatsAdmis", (string uai, HttpContext http, FacadeEndpoints facade) =>
            facade.CandidatsAsync(uai, http));
        routes.MapPost("/parcoursup/{uai}/ApiRest/majInscriptionAdministrative", (string uai, HttpContext http, FacadeEndpoints facade) =>
            facade.InscriptionAsync(uai, http));
    }

    private async Task<IResult> CandidatsAsync(string uai, HttpContext http)
    {
        var (etablissement, body, error) = await BeginAsync(uai, http);
        if (error is not null) return error;
        var (request, failure) = await OpenAsync(etablissement!, http, FacadeReader.ReadCandidatsAdmisRequest(body!));
        if (failure is not null) return failure;
        var asked = request!.CodeEtablissement ?? uai.ToUpperInvariant();
        if (directory.Current.FindByUai(asked) != etablissement)
            return Nok(http, StatusCodes.Status200OK, $"codeEtablissement {asked} : cet établissement n'est pas le vôtre.");

        // Gathered first: whoever reads slowly must not keep a connection of the database for as long.
        await using Stream gathered = request.CodeCandidat is null ? FichierEphemere.Creer() : new MemoryStream();
        // A whole list is worth a large send (rule J1).
        using (var turn = request.CodeCandidat is null ? await limiters.SendAsync(etablissement!.Code, http.RequestAborted) : null)
        {
            if (turn?.Refused is { } full)
            {
                http.Response.Headers.RetryAfter = full.RetryAfter;
                return Nok(http, StatusCodes.Status429TooManyRequests, full.Message);
            }

            await GatherAsync(gathered, http, etablissement!, asked, request);
        }

        gathered.Position = 0;
        (http.Response.ContentType, http.Response.ContentLength) = (Acknowledgement.ContentType, gathered.Length);
        await gathered.CopyToAsync(http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }

    private async Task GatherAsync(
        Stream gathered, HttpContext http, EtablissementModel etablissement, string asked, DemandeCandidatsAdmis request)
    {
        await using var connection = await database.OpenAsync(http.RequestAborted);
        var output = PipeWriter.Create(gathered, new StreamPipeWriterOptions(leaveOpen: true));
        await CandidatWriter.WriteListAsync(output, ToCandidats(Rows(connection, etablissement, asked, request)), http.RequestAborted);
        await output.CompleteAsync();
    }

    private async Task<IResult> InscriptionAsync(string uai, HttpContext http)
    {
        var (etablissement, body, error) = await BeginAsync(uai, http);
        if (error is not null || etablissement is null) return error!;
        var (maj, failure) = await OpenAsync(etablissement, http, FacadeReader.ReadMajInscription(body!));
        if (failure is not null) return failure;
        if (etablissement.Parcoursup?.CandidatTest is { } dummy && dummy.CodeCandidat == maj!.CodeCandidat
            && dummy.CodeFormationPsup == maj.CodeFormationPsup)
            return await TestAsync(etablissement, maj, http);
        if (maj!.EtatInscription is < 1 or > 5)
            return Nok(http, StatusCodes.Status200OK, "etatInscription : indiquer 1, 2, 3, 4 ou 5.");

        await journal.AppendAsync(new MessageEntrant
        {
            RecuLe = time.GetUtcNow(), Etablissement = etablissement.Code, Uai = uai, Canal = Canal.Facade,
                Compte = etablissement.Parcoursup?.Login,
            TypeContenu = http.Request.ContentType, Corps = CredentialMask.Apply(body!), Correlation = http.TraceIdentifier,
        }, http.RequestAborted);
        return new AcknowledgementResult(StatusCodes.Status200OK, Acknowledgement.Ok());
    }

    // The dummy enrolment is the SIS's own "Tester connecteur": chained to Parcoursup, never stored as an enrolment.
    private async Task<IResult> TestAsync(EtablissementModel etablissement, MajInscription maj, HttpContext http)
    {
        var start = time.GetTimestamp();
        var echange = await parcoursup.MajInscriptionAsync(etablissement.Parcoursup!, maj, http.RequestAborted);
        var accepted = echange.Issue is IssueEnvoi.Acquittee;
        var message = echange.Issue switch
        {
            IssueEnvoi.Acquittee => "Le message de test du SI a été acquitté par Parcoursup.",
            IssueEnvoi.Refusee no => $"Parcoursup a refusé le message de test du SI : {no.Message}",
            IssueEnvoi.NonEnvoyee or IssueEnvoi.Incertaine => "Parcoursup n'a pas répondu au message de test du SI.",
            _ => "Parcoursup n'a pas pu traiter le message de test du SI.",
        };
        await tests.StoreAsync(etablissement, new RapportTest(accepted, false, clock.Now, "SI de l'établissement (façade)",
            [new RapportEtape("Message de test du SI", accepted ? ResultatEtape.Reussie : ResultatEtape.Echec,
                (long)time.GetElapsedTime(start).TotalMilliseconds, message, null)]), http.RequestAborted);
        return new AcknowledgementResult(StatusCodes.Status200OK, accepted ? Acknowledgement.Ok() : Acknowledgement.Nok(message));
    }

    private async Task<(EtablissementModel?, byte[]?, IResult?)> BeginAsync(string uai, HttpContext http)
    {
        if (directory.Current.FindByUai(uai) is not { } etablissement)
            return (null, null, Nok(http, StatusCodes.Status404NotFound, $"UAI inconnue de la passerelle : {uai}."));
        if (await http.ReadBodyAsync(LargestBody) is not { } body)
            return (null, null,
                Nok(http, StatusCodes.Status413PayloadTooLarge, $"Message trop volumineux : au plus {LargestBody} octets."));
        // Nothing is made of the body before its sender is known; one that cannot be read is refused with its place.
        if (EnTeteReader.Find(body, complete: true) is { } head
            && await RefusalAsync(etablissement, head.Identifiants, http) is { } refused)
            return (null, null, Nok(http, refused.Status, refused.Message));
        return (etablissement, body, null);
    }

    private async ValueTask<Refused?> RefusalAsync(EtablissementModel etablissement, Identifiants identifiants, HttpContext http)
    {
        var stored = ConstantTime.Equal(etablissement.Parcoursup?.Login, identifiants.Login) ? etablissement.Parcoursup!.MotDePasse : null;
        var attempt = new Attempt(
            "facade:" + etablissement.Code, CallerAddress.Of(http), identifiants.MotDePasse, stored, Etablissement: etablissement.Code);
        if (addresses.Facade(attempt) is not { } expected)
        {
            credentials.NoteElsewhere(attempt);
            return AdressesParcoursup.Elsewhere(attempt);
        }

        var acces = AccesCompte.Of(etablissement.Document.Facade, c => new(c.Adresses, c.Certificat));
        return credentials.BeforePassword(ref expected, acces, http, "de la façade")
            ?? Refused.Of(await credentials.AgainstSecretAsync(expected, http.RequestAborted));
    }

    private async Task<(T?, IResult?)> OpenAsync<T>(EtablissementModel etablissement, HttpContext http, FacadeLecture<T> reading) where T
        : class
    {
        if (reading is FacadeLecture<T>.Illisible unreadable)
            return (null, Nok(http, StatusCodes.Status400BadRequest,
                $"Ligne {unreadable.Ligne}, colonne {unreadable.Colonne} : {unreadable.Message}"));
        var identifiants = reading is FacadeLecture<T>.Lue read ? read.Identifiants : ((FacadeLecture<T>.Defectueuse)reading).Identifiants;
        if (await RefusalAsync(etablissement, identifiants, http) is { } refused)
            return (null, Nok(http, refused.Status, refused.Message));

        return reading is FacadeLecture<T>.Lue lue
            ? (lue.Demande, null)
            : (null, Nok(http, StatusCodes.Status200OK,
                string.Join(" ; ", ((FacadeLecture<T>.Defectueuse)reading).Defauts.Select(d => $"{d.Champ} : {d.Message}"))));
    }

    // Row by row: a whole université does not stand in memory.
    private IAsyncEnumerable<AdmisRow> Rows(DbConnection connection, EtablissementModel etablissement, string uai,
        DemandeCandidatsAdmis request)
    {
        var campaign = directory.Current.Campagnes.Select(c => c.Session).DefaultIfEmpty(clock.Today.Year).Max();
        var filter = (request.CodeCandidat is null ? "" : " AND v.code_candidat = @CodeCandidat")
            + (request.CodeFormationPsup is null ? "" : " AND v.code_formation = @CodeFormationPsup");
        return database.EachAsync<AdmisRow>(connection,
            $"""
            SELECT c.donnees AS candidat, c.reserves, c.corrections, v.donnees AS voeu,
                   (SELECT l.acquitte FROM livraison l WHERE l.destination = '{DestinationIa.Name}' AND l.etablissement = v.etablissement
                      AND l.sujet = CAST(v.session AS TEXT) || '/' || CAST(v.code_candidat AS TEXT)
                          || '/' || CAST(v.code_formation AS TEXT)) AS etat
            FROM voeu v JOIN candidat c ON c.etablissement = v.etablissement AND c.session = v.session AND c.code_candidat = v.code_candidat
            WHERE v.etablissement = @code AND v.uai = @uai AND v.session = @campaign AND v.situation IN (1, 2) AND NOT v.disparu{filter}
            ORDER BY v.code_candidat, v.code_formation
            """,
            new { code = etablissement.Code, uai, campaign, request.CodeCandidat, request.CodeFormationPsup });
    }

    private static async IAsyncEnumerable<(Candidat, Voeu, int)> ToCandidats(IAsyncEnumerable<AdmisRow> rows)
    {
        await foreach (var row in rows)
        {
            var candidat = new CandidatRow { Donnees = row.Candidat, Reserves = row.Reserves, Corrections = row.Corrections };
            yield return (candidat.ReadJuge().Candidat, JsonText.Read<Voeu>(row.Voeu), int.TryParse(row.Etat, out var etat) ? etat : 0);
        }
    }

    private static AcknowledgementResult Nok(HttpContext http, int status, string message) =>
        new(status, Acknowledgement.Nok($"{message} (corrélation {http.TraceIdentifier})"));

    internal sealed class AdmisRow
    {
        public string Candidat { get; init; } = "";
        public string Reserves { get; init; } = "[]";
        public string Corrections { get; init; } = "[]";
        public string Voeu { get; init; } = "";
        public string? Etat { get; init; }
    }
}
