using Microsoft.Extensions.Logging.Abstractions;
using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>
/// Calls Parcoursup's formation service. One call per formation, and no second one: whether a formation is sent again is never decided
/// here. Pause and nightly limit are the caller's.
/// </summary>
/// <param name="time">Machine time: the token's, and that of timeouts.</param>
public sealed class ClientFormations(IHttpClientFactory clients, TimeProvider time, ILogger<ClientFormations>? logger = null)
{
    // No acknowledgement is that long; a longer answer is none.
    private const int LimiteAccuse = 256 * 1024;

    // Ten times all formations that Parcoursup has.
    private const int LimiteRetour = 64 * 1024 * 1024;

    private readonly Transport _transport = new(clients, time);
    private readonly ILogger _logger = (ILogger?)logger ?? NullLogger.Instance;

    /// <summary>Creates the formation at Parcoursup, or updates it where it has an id already.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up: the outcome is unknown.</exception>
    public Task<EchangeFormation> EnvoyerAsync(AccesService acces, FormationEnvoyee formation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(formation);
        return EnvoyerAsync(acces, formation.Octets(), IdParcoursup.Lire(formation.GTaCod) is not null, cancellationToken);
    }

    /// <summary>The same with a body that was written before: exactly these bytes are signed and sent.</summary>
    /// <param name="connue">The formation has an id: it is updated.</param>
    /// <exception cref="OperationCanceledException">The caller gave up: the outcome is unknown.</exception>
    public async Task<EchangeFormation> EnvoyerAsync(AccesService acces, byte[] corps, bool connue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(acces);
        ArgumentNullException.ThrowIfNull(corps);
        var debut = time.GetTimestamp();
        using var contenu = new CorpsSigne(corps);
        // Signed last of all: its twenty seconds begin here.
        var jeton = new JetonParcoursup(acces.Cle, acces.Certificat, time).PourCorps(corps);
        var appel = await _transport.AppelerAsync(acces, LimiteAccuse,
            (service, arret) => connue ? service.ModifierAsync(contenu, jeton, arret) : service.CreerAsync(contenu, jeton, arret),
            () => contenu.EstParti, cancellationToken);
        var echange = Conclure(appel, corps);
        Log.Envoi(_logger, connue ? "majFormation" : "formations", Nom(echange.Verdict), echange.Statut,
            (long)time.GetElapsedTime(debut).TotalMilliseconds);
        return echange;
    }

    /// <summary>Asks for the return flow.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ResultatRetour> LireRetourAsync(AccesService acces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(acces);
        var debut = time.GetTimestamp();
        var jeton = new JetonParcoursup(acces.Cle, acces.Certificat, time).PourLecture();
        var appel = await _transport.AppelerAsync(acces, LimiteRetour, (service, arret) => service.RetourAsync(jeton, arret),
            () => false, cancellationToken);
        var resultat = await ConclureRetourAsync(appel, cancellationToken);
        Log.Retour(_logger, resultat is ResultatRetour.Recu recu ? recu.Lecture.Lignes.Count : null,
            (resultat as ResultatRetour.Echec)?.Nature.ToString(), (long)time.GetElapsedTime(debut).TotalMilliseconds);
        return resultat;
    }

    private static EchangeFormation Conclure(Appel appel, byte[] corps)
    {
        if (appel is Appel.SansReponse sans)
            return new EchangeFormation(new VerdictEnvoi.Echec(sans.Nature, sans.Message), null, corps, ReadOnlyMemory<byte>.Empty);
        var (statut, octets, charset, attendre) = (Appel.Repondu)appel;
        var verdict = octets is null
            ? new VerdictEnvoi.Echec(NatureEchec.Illisible, $"La réponse de Parcoursup (HTTP {statut}) est trop longue pour en être une.")
            : ClassementReponse.De(CorpsRecu.Lire(statut, octets, charset));
        return new EchangeFormation(verdict, statut, corps, octets ?? ReadOnlyMemory<byte>.Empty) { Attendre = attendre };
    }

    private static async Task<ResultatRetour> ConclureRetourAsync(Appel appel, CancellationToken cancellationToken)
    {
        if (appel is Appel.SansReponse sans) return new ResultatRetour.Echec(sans.Nature, sans.Message);
        var (statut, octets, charset, _) = (Appel.Repondu)appel;
        if (octets is null)
            return new ResultatRetour.Echec(NatureEchec.Illisible,
                "Le flux retour est trop long pour en être un : rien n'en est appliqué.");
        if (statut != 200)
            return ClassementReponse.De(CorpsRecu.Lire(statut, octets, charset)) is VerdictEnvoi.Echec echec
                ? new ResultatRetour.Echec(echec.Nature, echec.Explication)
                : new ResultatRetour.Echec(NatureEchec.Illisible, $"Réponse inattendue de Parcoursup : HTTP {statut}.");
        try
        {
            return new ResultatRetour.Recu(await RetourReader.LireAsync(new MemoryStream(octets), cancellationToken));
        }
        catch (RetourIllisibleException e)
        {
            return new ResultatRetour.Echec(NatureEchec.Illisible, e.Message);
        }
    }

    private static string Nom(VerdictEnvoi verdict) => verdict switch
    {
        VerdictEnvoi.Refusee refusee => refusee.Famille.Code,
        VerdictEnvoi.Echec echec => echec.Nature.ToString(),
        _ => "accepted",
    };
}
