namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>
/// Whoever is erased at somebody's request is what lines of the register ask for that could not be done again by themselves: of two who
/// bear one INE somebody has said which.
/// </summary>
internal sealed class Acquits(Registre registre, Effaces erased, PersonneRecherche recherche)
{
    public async Task NoterAsync(IReadOnlyList<PersonneConnue> personnes, CancellationToken ct)
    {
        var missing = (await registre.InconnusAsync(ct)).Where(line => line.Acte == nameof(ActeConservation.Personne)).ToList();
        if (missing.Count == 0) return;
        foreach (var personne in personnes)
        {
            List<string> prints = [erased.EmpreinteDe(personne)];
            // Her row of another session is still to go by it.
            if (personne.Ine is { } ine && !await recherche.ResteAsync(personne, ct))
                prints.Add(erased.EmpreinteIne(personne.Etablissement, ine));
            foreach (var line in missing.Where(line => line.Code == personne.Etablissement && prints.Contains(line.Empreinte!)))
                await registre.ConnaitreAsync(line, ct);
        }
    }
}
