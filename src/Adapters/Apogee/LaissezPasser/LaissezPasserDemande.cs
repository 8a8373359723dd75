using System.Xml;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>A laissez-passer as a person gives it (docs/reference/api.md).</summary>
internal sealed record LaissezPasserDemande
{
    private const int LongestComment = 200;

    public int Session { get; init; }
    public int CodeCandidat { get; init; }

    /// <summary>Parcoursup's formation, or <see cref="Vet"/>.</summary>
    public int? CodeFormation { get; init; }
    public VetDemandee? Vet { get; init; }
    public TypeLaissezPasser Type { get; init; } = TypeLaissezPasser.IAPRIMO;
    public string? Commentaire { get; init; }

    public CandidatKey Key => new(Session, CodeCandidat);

    public DesignationVet Designation => new(CodeFormation, Vet?.CodCge?.Trim(), Vet?.CodEtp.Trim(), Vet?.CodVrsVet);

    /// <summary>What is wrong with the request by itself; null when nothing is.</summary>
    public Erreur? Check()
    {
        if (Session is < 2018 or > 2100) return new("session", "Indiquer la session de Parcoursup (par exemple 2026).");
        if (CodeCandidat <= 0) return new("codeCandidat", "Indiquer le numéro de dossier du candidat.");
        if (CodeFormation is null == Vet is null)
            return new("codeFormation", "Indiquer soit codeFormation, soit vet (codEtp et codVrsVet).");
        if (Vet is { } vet && (string.IsNullOrWhiteSpace(vet.CodEtp) || vet.CodVrsVet <= 0))
            return new("vet", "Indiquer codEtp et codVrsVet de la VET.");
        if (Commentaire is { Length: > LongestComment })
            return new("commentaire", $"Le commentaire a {LongestComment} caractères au plus.");
        // What XML cannot carry could never be sent.
        return Commentaire is { } text && !IsXml(text)
            ? new("commentaire", "Le commentaire contient un caractère de contrôle : le retirer.") : null;
    }

    private static bool IsXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) i++;
            else if (!XmlConvert.IsXmlChar(text[i])) return false;
        return true;
    }
}

/// <summary>A VET as a person names it; the centre de gestion may be left out.</summary>
internal sealed record VetDemandee
{
    public string? CodCge { get; init; }
    public string CodEtp { get; init; } = "";
    public int CodVrsVet { get; init; }
}
