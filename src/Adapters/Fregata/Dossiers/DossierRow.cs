using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Fregata.Dossiers;

/// <summary>A row of <c>fregata_dossier</c>: a dossier with its life (rule G3).</summary>
internal sealed class DossierRow
{
    public int Session { get; set; }
    public int CodeCandidat { get; set; }
    public int CodeFormation { get; set; }
    public string Uai { get; set; } = "";
    public string Etat { get; set; } = "";

    /// <summary>The import that last brought it, and its business instant.</summary>
    public long Importation { get; set; }
    public DateTimeOffset ImporteLe { get; set; }

    /// <summary>What Fregata holds: a <see cref="ContenuDossier"/>.</summary>
    public string Donnees { get; set; } = "";

    /// <summary>What the last import said; the same text until the dossier is processed.</summary>
    public string Parcoursup { get; set; } = "";
    public DateTimeOffset? TraiteLe { get; set; }
    public string? TraitePar { get; set; }
    public string? Ine { get; set; }
    public DateOnly? DateValidation { get; set; }
    public DateTimeOffset? ValideLe { get; set; }
    public string? ValidePar { get; set; }

    /// <summary>Why the candidate left; null while he is admitted.</summary>
    public string? Depart { get; set; }

    public DossierId Id => new(Session, CodeCandidat, CodeFormation);
    public CandidatKey Candidat => new(Session, CodeCandidat);

    public EtatDossier State
    {
        get => Enum.Parse<EtatDossier>(Etat);
        set => Etat = value.ToString();
    }

    /// <summary>Somebody has worked on it in Fregata.</summary>
    public bool EstTraite => State is EtatDossier.Traite or EtatDossier.Valide;

    /// <summary>What Fregata did with it is past: an import that brings it again begins anew.</summary>
    public void Oublier() => (TraiteLe, TraitePar, Ine, DateValidation, ValideLe, ValidePar) = (null, null, null, null, null, null);

    /// <summary>Nobody has, and the candidate is still expected.</summary>
    public bool EstATraiter => State is EtatDossier.Recu or EtatDossier.ATraiter;

    public ContenuDossier ReadDonnees() => FregataJson.Read<ContenuDossier>(Donnees);

    public ContenuDossier ReadParcoursup() => FregataJson.Read<ContenuDossier>(Parcoursup);

    public Dossier ToDossier()
    {
        var held = ReadDonnees();
        return new Dossier
        {
            Id = Id.ToString(), Etat = State, AnneeScolaire = AnneeScolaire.De(Session),
                Importation = new(Importation, Paris.At(ImporteLe)),
            Apprenant = held.Apprenant, Responsables = held.Responsables, Formation = held.Formation, Reponse = held.Reponse,
            ReponseDefinitive = held.ReponseDefinitive, CursusAmenage = held.CursusAmenage,
            Internat = held.Internat, Cesure = held.Cesure, DateReponse = held.DateReponse,
            Differences = EstTraite ? DossierTraite.Differences(held, ReadParcoursup()) : [],
            Problemes = [.. DossierMapper.Problemes(held)],
            Traitement = TraiteLe is { } at ? new(Paris.At(at), TraitePar ?? "") : null,
            Validation = State == EtatDossier.Valide ? new(DateValidation!.Value, Ine ?? "", Paris.At(ValideLe!.Value), ValidePar ?? "")
            : null,
            Desistement = Depart,
        };
    }
}
