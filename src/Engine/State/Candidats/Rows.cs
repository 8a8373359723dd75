using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>A row of <c>candidat</c>.</summary>
public sealed class CandidatRow
{
    public int Session { get; set; }
    public int CodeCandidat { get; set; }
    public string Donnees { get; set; } = "";
    public string? Ine { get; set; }
    public string? DateReponse { get; set; }
    public long Ordre { get; set; }
    public string? CodOpi { get; set; }
    public bool CodOpiGele { get; set; }
    public string VetsTentees { get; set; } = "[]";

    /// <summary>When the source told the identity; null where nobody noted it.</summary>
    public DateTimeOffset? IdentiteLe { get; set; }

    /// <summary>The place in the journal that <see cref="IdentiteLe"/> belongs to.</summary>
    public long? IdentiteOrdre { get; set; }

    /// <summary>The identity of the last attempt to send it, in the other side's form: what it holds, or may hold (rule E2).</summary>
    public string? IdentiteTentee { get; set; }

    /// <summary>An evaluation is asked for.</summary>
    public bool AEvaluer { get; set; }

    /// <summary>How often one was asked for: an evaluation settles what was asked before it, and nothing else (rule C5).</summary>
    public long DemandesEvaluation { get; set; }
    public DateOnly? ProchaineEvaluation { get; set; }

    /// <summary>The trace of who asked for it last; null where none is kept.</summary>
    public string? Trace { get; set; }
    public string Reserves { get; set; } = "[]";

    /// <summary>What the last evaluation had to say of his values: a list of <see cref="Avertissement"/> (rule K1).</summary>
    public string Avertissements { get; set; } = "[]";

    /// <summary>What persons have corrected: a list of <see cref="Correction"/>.</summary>
    public string Corrections { get; set; } = "[]";

    public CandidatKey Key => new(Session, CodeCandidat);
    public MessageOrder Order => new(StoredDate.Parse(DateReponse), Ordre);

    /// <summary>The key of his content is gone (rule J5): there is nothing of him but what the source tells anew.</summary>
    public bool EstEfface => TexteEfface.Est(Donnees);

    // Another place in the journal than the noted one: a node of the former version has written since, which notes no time.
    public IdentityOrder IdentityOrder => new(IdentiteOrdre == Ordre ? IdentiteLe : null, Ordre);

    /// <summary>As the source tells it: this goes back to the source.</summary>
    public Candidat ReadCandidat() => JsonText.Read<Candidat>(Donnees);

    /// <summary>With what persons have corrected.</summary>
    public Candidat ReadCorrige() => Corrections == "[]" ? ReadCandidat() : Correction.Appliquer(ReadCandidat(), ReadCorrections());

    public IReadOnlyList<Correction> ReadCorrections() => JsonText.Read<List<Correction>>(Corrections);

    public void WriteCorrections(IReadOnlyList<Correction> corrections)
    {
        Corrections = JsonText.Of(corrections);
        Ine = Domain.Identite.Ine.Normalize(ReadCorrige().Ine);
    }

    /// <summary>
    /// The candidate as he may be handed on (rule K1); while his INE is another person's too, without it (rule K2).
    /// </summary>
    public CandidatJuge ReadJuge()
    {
        var candidat = ReadCorrige();
        return CandidatJuge.Of(IneConteste is null ? candidat : candidat with { Ine = null });
    }

    /// <summary>What holds him back because of his INE (rule K2); null for nearly everybody.</summary>
    public Reserve? IneConteste => !Reserves.Contains(InePartage.Champ, StringComparison.Ordinal) ? null
        : JsonText.Read<List<Reserve>>(Reserves).Find(r => r.Champ == InePartage.Champ);

    /// <summary>Adds to the warnings of this evaluation.</summary>
    public void Avertir(IReadOnlyCollection<Avertissement> avertissements)
    {
        if (avertissements.Count > 0)
            Avertissements = JsonText.Of(JsonText.Read<List<Avertissement>>(Avertissements).Concat(avertissements).Distinct());
    }

    public IReadOnlyList<VetTentee> ReadTentees() => JsonText.Read<List<VetTentee>>(VetsTentees);
}

/// <summary>A row of <c>voeu</c>.</summary>
public sealed class VoeuRow
{
    public int Session { get; set; }
    public int CodeCandidat { get; set; }
    public int CodeFormation { get; set; }
    public bool Internat { get; set; }
    public string Donnees { get; set; } = "";
    public string Uai { get; set; } = "";
    public int Situation { get; set; }
    public string? DateReponse { get; set; }
    public long Ordre { get; set; }

    /// <summary>When the source spoke of it last (<see cref="Arrivee.Le"/>).</summary>
    public DateTimeOffset VuLe { get; set; }
    public DateTimeOffset? AbsentLe { get; set; }
    /// <summary>A full pull has noted the absence; a targeted one alone withdraws nobody (rule C7).</summary>
    public bool AbsentComplet { get; set; }
    public bool Disparu { get; set; }
    public string? CodeDecision { get; set; }
    public string? Decision { get; set; }
    public long? Garde { get; set; }

    /// <summary>What the guard holds it back for (rule C6).</summary>
    public string? GardeFaits { get; set; }

    public VoeuKey Key => new(Session, CodeCandidat, CodeFormation, Internat);
    public MessageOrder Order => new(StoredDate.Parse(DateReponse), Ordre, VuLe);
    public bool EstVivant => IsLive(CodeDecision);

    /// <summary>A person has to fill something in before anything is decided (rule C3).</summary>
    public bool EstRetenue => Decision?.Contains(Reserve, StringComparison.Ordinal) == true;

    /// <summary>As a condition of SQL over <c>voeu</c>: <see cref="EstRetenue"/>, also where the former version has written.</summary>
    public const string Retenue = $"(retenue OR decision LIKE '%{Reserve}%')";

    /// <summary>As a condition of SQL over <c>voeu</c>: the decision offers the formation.</summary>
    public const string Live = $"code_decision IN ('{Favourable}', '{OuiSi}')";

    public static bool IsLive(string? code) => code is Favourable or OuiSi;

    private const string Reserve = "\"reserve\"";
    private const string Favourable = nameof(Domain.Decisions.CodeDecision.F);
    private const string OuiSi = nameof(Domain.Decisions.CodeDecision.S);

    /// <summary>The key of its content is gone (rule J5).</summary>
    public bool EstEfface => TexteEfface.Est(Donnees);

    public Voeu ReadVoeu() => JsonText.Read<Voeu>(Donnees) with { Disparu = Disparu };
    public Decision? ReadDecision() => Decision is null ? null : JsonText.Read<Decision>(Decision);
}

/// <summary>Local date-times of the source (Paris, no offset) as stored text that sorts like time.</summary>
public static class StoredDate
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss";

    public static string? Text(DateTime? date) => date?.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTime? Parse(string? text) =>
        text is null ? null : DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture);
}
