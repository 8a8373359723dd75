using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What a job is answered: one of the nested cases, never anything else.</summary>
public abstract record ReponseTraitement
{
    private ReponseTraitement() { }

    /// <summary>A fault; nothing was done.</summary>
    public sealed record Refus(OpiFaute Faute) : ReponseTraitement;

    /// <param name="Restant">How many could be taken now, beside these.</param>
    /// <param name="EnAttenteConnecteur">How many the connector test holds back (rule D2).</param>
    public sealed record Page(IReadOnlyList<OpiAEcrire> Opis, long Restant, long EnAttenteConnecteur) : ReponseTraitement;

    public sealed record Acquittements(IReadOnlyList<ResultatAcquittement> Lignes) : ReponseTraitement;

    /// <param name="Seule">One result instead of a list.</param>
    public sealed record Confirmations(IReadOnlyList<ResultatConfirmation> Lignes, bool Seule) : ReponseTraitement;

    public sealed record CompteRendu(int Recues, int Acceptees, int Refusees, IReadOnlyList<LigneRefusee> Lignes) : ReponseTraitement;

    public sealed record Connecteur(bool Ouvert, string Raison, DateTimeOffset? TesteLe, IReadOnlyList<EtapeRendue> Etapes)
        : ReponseTraitement;
}

/// <summary>An OPI entrusted to a job.</summary>
/// <param name="Jeton">What the acknowledgement must name.</param>
/// <param name="Jusqua">After it the OPI is given to whoever asks.</param>
/// <param name="Donnees">The content, as <see cref="DonneesOpi.Render"/> wrote it.</param>
public sealed record OpiAEcrire(
    string Jeton, string CodOpiIntEpo, int Version, DateTimeOffset Jusqua, ReadOnlyMemory<byte> Donnees,
    IReadOnlyList<Modification> Modifications);

/// <summary>What became of an acknowledgement.</summary>
public enum EtatAcquittement
{
    Enregistre,
    DejaAcquitte,
    Expire,
    Inconnu,
}

public sealed record ResultatAcquittement(string Jeton, EtatAcquittement Etat, string Message);

/// <summary>What a confirmation proves (rule E3).</summary>
public enum EtatConfirmation
{
    Verifiee,
    Partielle,
    Inconnue,
}

public sealed record ResultatConfirmation(
    string CodOpiIntEpo, EtatConfirmation Etat, IReadOnlyList<VetVue> Manquantes, IReadOnlyList<VetVue> EnTrop, string Message);

/// <param name="Ligne">From 1.</param>
public sealed record LigneRefusee(int Ligne, string? Champ, string Message);

public sealed record EtapeRendue(string Nom, ResultatEtape Resultat, long DureeMs, string Message, string? Remede);
