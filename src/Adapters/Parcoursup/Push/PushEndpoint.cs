using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;
using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>
/// <c>POST /parcoursup/{uai}/admissionCandidat</c> (contract §3). Answers 200 once the message is durable, whatever
/// else is wrong with it (rule B1): Parcoursup may never push it again.
/// </summary>
internal sealed class PushEndpoint(
    ConfigurationDirectory directory, Journal journal, CredentialCheck credentials, AdressesParcoursup addresses, ReverseTestToken token,
    TimeProvider time)
{
    private const int LargestBody = 1024 * 1024;

    // Most pushes are shorter; of a longer one this has to say who sends it (contract §1).
    private const int Beginning = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var mesures = routes.ServiceProvider.GetRequiredService<MesuresPush>();
        // In 2019 Parcoursup sometimes appended its suffix twice.
        foreach (var suffix in (string[])["admissionCandidat", "admissionCandidat/admissionCandidat", "admissionCandidatadmissionCandidat"])
            routes.MapPost("/parcoursup/{uai}/" + suffix, (string uai, HttpContext http, PushEndpoint endpoint) =>
                endpoint.HandleAsync(uai, http)).AddEndpointFilter(mesures.CountAsync);
    }

    private async Task<IResult> HandleAsync(string uai, HttpContext http)
    {
        if (directory.Current.FindByUai(uai) is not { } etablissement)
            return Nok(http, StatusCodes.Status404NotFound, $"UAI inconnue de la passerelle : {uai}.");
        using var incoming = await BodyInParts.BeginAsync(http, LargestBody, Beginning);
        if (incoming is null) return TooLarge(http);
        var head = EnTeteReader.Find(incoming.Start.Span, incoming.IsComplete);
        if (head?.Test is { } test && token.IsValid(test, etablissement.Code))
            return Results.Bytes(Acknowledgement.Ok(), Acknowledgement.ContentType);
        if ((head is not null || !incoming.IsComplete)
            && await RefusalAsync(etablissement, head?.Identifiants ?? Identifiants.Absents, http) is { } refused)
        {
            incoming.HangUp();
            return Nok(http, refused.Status, head is null ? $"{refused.Message} Ils doivent être au début du message." : refused.Message);
        }

        return await incoming.ReadAllAsync() is { } body
            ? await TakeAsync(uai, etablissement, body, head?.Identifiants, http) : TooLarge(http);
    }

    /// <param name="proven">The credentials that were found right before the rest was read.</param>
    private async Task<IResult> TakeAsync(string uai, EtablissementModel etablissement, byte[] body, Identifiants? proven, HttpContext http)
    {
        var reading = PushReader.Read(body);
        if (reading is PushIllisible && JsonRepair.Escaped(body) is { } repaired)
            reading = PushReader.Read(body = repaired);
        if (reading is PushIllisible unreadable)
            return Nok(http, StatusCodes.Status400BadRequest,
                $"Ligne {unreadable.Ligne}, colonne {unreadable.Colonne} : {unreadable.Message}");

        var push = (PushLu)reading;
        // A second pair further on would be the one that counts.
        var identifiants = new Identifiants(push.Login, push.MotDePasse);
        if (identifiants != proven && await RefusalAsync(etablissement, identifiants, http) is { } refused)
            return Nok(http, refused.Status, refused.Message);

        if (push.Candidat is not CandidatLu candidat)
        {
            var missing = (CandidatIncomplet)push.Candidat;
            var reason = $"{missing.Champ} : {missing.Message}";
            await journal.AppendRefusedAsync(MessageOf(http, etablissement, uai, push, body, null), reason, http.RequestAborted);
            return Nok(http, StatusCodes.Status400BadRequest, reason);
        }

        // Rule J5: whoever still pushes is told, and nothing of it is kept.
        if (directory.Current.Close(candidat.Candidat.Session) is { } close) return Nok(http, StatusCodes.Status410Gone, close.Refus);
        var routed = VoeuRouting.Route(etablissement, candidat, uai);
        await journal.AppendAsync(MessageOf(http, etablissement, routed.Uai, push, body, candidat), http.RequestAborted);
        return Results.Bytes(Acknowledgement.Ok(), Acknowledgement.ContentType);
    }

    private MessageEntrant MessageOf(HttpContext http, EtablissementModel etablissement, string uai, PushLu push, byte[] body,
        CandidatLu? candidat) => new()
    {
        RecuLe = time.GetUtcNow(), Etablissement = etablissement.Code, Uai = uai, Canal = Canal.Push, Compte = push.Login,
        TypeContenu = http.Request.ContentType, Corps = CredentialMask.Apply(body), Correlation = http.TraceIdentifier, Lu = candidat,
    };

    private async ValueTask<Refused?> RefusalAsync(EtablissementModel etablissement, Identifiants identifiants, HttpContext http)
    {
        var account = etablissement.Document.Push;
        var known = account is not null && ConstantTime.Equal(account.Login, identifiants.Login);
        var attempt = new Attempt(
            "push:" + etablissement.Code, CallerAddress.Of(http), identifiants.MotDePasse, known ? account!.MotDePasse : null,
            Etablissement: etablissement.Code);
        if (addresses.Push(attempt) is not { } expected)
        {
            credentials.NoteElsewhere(attempt);
            return AdressesParcoursup.Elsewhere(attempt);
        }

        var acces = AccesCompte.Of(account, c => new(c.Adresses, c.Certificat));
        return credentials.BeforePassword(ref expected, acces, http, "du compte de push")
            ?? Refused.Of(await credentials.AgainstHashAsync(expected, http.RequestAborted));
    }

    private static IResult TooLarge(HttpContext http) =>
        Nok(http, StatusCodes.Status413PayloadTooLarge, $"Message trop volumineux : au plus {LargestBody} octets.");

    private static IResult Nok(HttpContext http, int status, string message) =>
        new AcknowledgementResult(status, Acknowledgement.Nok($"{message} (corrélation {http.TraceIdentifier})"));
}

/// <summary>A <c>retour</c> with its HTTP status.</summary>
internal sealed class AcknowledgementResult(int status, byte[] body) : IResult
{
    public int Status => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = Acknowledgement.ContentType;
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
