namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>Why a posting failed without being refused: each of these makes the formation <c>échec d'envoi</c>.</summary>
public enum NatureEchec
{
    /// <summary>401, 403 or 404: that is how a bad signature is answered.</summary>
    Authentification,

    /// <summary>A page instead of JSON, or a redirection: something stands between us and the service.</summary>
    Transport,

    /// <summary>408, 429 or 5xx.</summary>
    Indisponible,

    /// <summary>A success that does not say under which id.</summary>
    SansIdentifiant,

    /// <summary>A 400 whose message is empty or of no known family.</summary>
    Inclassable,

    /// <summary>Any other answer, or one that cannot be read.</summary>
    Illisible,

    /// <summary>The request left and nobody knows what became of it.</summary>
    Incertain,

    /// <summary>The request provably never left.</summary>
    NonParti,
}

/// <summary>What a posting came to: one of the nested cases, never anything else.</summary>
public abstract record VerdictEnvoi
{
    private VerdictEnvoi() { }

    /// <summary>Parcoursup holds the formation: <c>publié</c>.</summary>
    public sealed record Acceptee(string GTaCod, bool DejaEnvoye) : VerdictEnvoi;

    /// <summary>Parcoursup understood and said no: <c>fermé</c> or <c>rejet de publication</c>.</summary>
    /// <param name="Message">Parcoursup's own words.</param>
    public sealed record Refusee(FamilleRefus Famille, string Message) : VerdictEnvoi
    {
        /// <summary>In French, the cause and what to do.</summary>
        public string Explication => $"{Famille.Cause} {Famille.AFaire}";
    }

    /// <summary>Nothing is known to be wrong with the formation: <c>échec d'envoi</c>.</summary>
    /// <param name="Explication">In French, what happened and what to do.</param>
    /// <param name="Message">Parcoursup's own words, where there are any.</param>
    public sealed record Echec(NatureEchec Nature, string Explication, string? Message = null) : VerdictEnvoi;
}
