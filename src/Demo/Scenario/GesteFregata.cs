namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Who acts in Fregata: the three roles of the guide.</summary>
internal enum RoleFregata
{
    Administrateur,
    Direction,
    Gestion,
}

/// <summary>Something that a person of the lycée does in Fregata.</summary>
internal abstract record GesteFregata;

/// <summary>The admitted candidates are asked for; <paramref name="Accident"/>: Parcoursup does not answer in time.</summary>
internal sealed record Import(RoleFregata Role, string AnneeScolaire, bool Accident = false) : GesteFregata;

/// <summary>The last import is cancelled, that is deleted.</summary>
internal sealed record AnnulationImport : GesteFregata;

/// <summary>Imported inscriptions are processed.</summary>
internal sealed record Traitement(IReadOnlyList<DossierTraite> Dossiers) : GesteFregata;

/// <param name="Mail">What Fregata holds where it differs from Parcoursup.</param>
internal sealed record DossierTraite(int Candidat, int Formation, string Division, string? Mail = null);

/// <summary>Whoever has no INE gets an INA.</summary>
internal sealed record Immatriculation : GesteFregata;

/// <summary>Inscriptions are validated on the day.</summary>
internal sealed record Validation(IReadOnlyList<CleVoeu> Dossiers) : GesteFregata;

/// <summary>Validations, or processed dossiers whose candidate has left, are cancelled.</summary>
internal sealed record AnnulationValidation(IReadOnlyList<CleVoeu> Dossiers) : GesteFregata;
