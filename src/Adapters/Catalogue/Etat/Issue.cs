using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>How a work of the catalogue ended, the same for the command line and by REST: a code and what is answered.</summary>
internal sealed record Issue(int Code, object Corps)
{
    public const int Fait = 0;
    public const int Refuse = 2;
    public const int Retenu = 3;
    public const int Distant = 4;

    /// <summary>Names as they are written, absent values as null, accents readable.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public bool EstInconnue { get; private init; }

    public static Issue Faite(object corps) => new(Fait, corps);

    public static Issue Refusee(string champ, string motif) => Refusee([new Faute(champ, motif)]);

    /// <summary>What was named is not there, or is not there for whoever asks: nobody can tell which.</summary>
    public static Issue Inconnue(string champ, string motif) => Refusee(champ, motif) with { EstInconnue = true };

    public static Issue Refusee(IReadOnlyList<Faute> erreurs) => new(Refuse, new RefusIssue(erreurs));

    public string Texte() => JsonSerializer.Serialize(Corps, Json);
}

/// <summary>What is answered to a refused demand.</summary>
internal sealed record RefusIssue(IReadOnlyList<Faute> erreurs);

/// <summary>What is wrong, and where.</summary>
internal sealed record Faute(string champ, string motif);

/// <summary>What somebody should look at.</summary>
internal sealed record AlerteCatalogue(string? cle, string motif);
