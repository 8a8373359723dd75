using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Does again what the register knows and this database does not: a backup has brought erased data back.</summary>
public sealed class Reapplication
{
    private readonly ConservationService _service;
    private readonly Database _database;
    private readonly ConfigurationDirectory _directory;
    private readonly Registre _registre;
    private readonly Effaces _erased;

    internal Reapplication(
        ConservationService service, Database database, ConfigurationDirectory directory, Registre registre, Effaces erased) =>
        (_service, _database, _directory, _registre, _erased) = (service, database, directory, registre, erased);

    /// <summary>How many erasures are to be done again.</summary>
    public async Task<IReadOnlyList<Effacement>> ManquantsAsync(CancellationToken ct) => await _registre.InconnusAsync(ct);

    /// <returns>One line for each, in French.</returns>
    public async Task<IReadOnlyList<string>> ReappliquerAsync(string auteur, CancellationToken ct)
    {
        var told = new List<string>();
        foreach (var line in await _registre.InconnusAsync(ct))
        {
            told.Add(await AgainAsync(line, auteur, ct));
            await _registre.ConnaitreAsync(line, ct);
        }

        return told;
    }

    private async Task<string> AgainAsync(Effacement line, string auteur, CancellationToken ct)
    {
        switch (line.Acte)
        {
            case nameof(ActeConservation.Session) when line.Session is { } annee:
                if (_directory.Current.Close(annee) is null) await _service.CloreAsync(annee, essai: false, auteur, ct);
                return $"campagne {annee} : {Rows((await _service.PurgerAsync(annee, essai: false, auteur, ct)).Bilan)}";
            case nameof(ActeConservation.Etablissement) when line.Code is { } code:
                return $"établissement {code} : {Rows((await _service.SupprimerAsync(code, essai: false, auteur, ct)).Bilan)}";
            case nameof(ActeConservation.Personne) when line is { Code: { } code, Empreinte: { } empreinte }:
                return $"une personne de {code} : {Rows(await PersonAsync(code, empreinte, auteur, ct))}";
            default:
                return $"effacement {line.Id} : acte inconnu, laissé.";
        }
    }

    // Whoever has the fingerprint is he: nothing else of him is known.
    private async Task<Bilan> PersonAsync(string code, string empreinte, string auteur, CancellationToken ct)
    {
        foreach (var row in await _database.QueryAsync<CandidatRow>(
            "SELECT session, code_candidat, ine FROM candidat WHERE etablissement = @code", new { code }, ct))
        {
            var known = new PersonneConnue(code, row.Session, row.CodeCandidat, row.Ine);
            if (_erased.EmpreinteDe(known) == empreinte)
                return (await _service.EffacerAsync(new(null, row.Session, row.CodeCandidat, code), essai: false, auteur, ct)).Bilan;
            if (row.Ine is { } ine && _erased.EmpreinteIne(code, ine) == empreinte)
                return (await _service.EffacerAsync(new(ine, null, null, code), essai: false, auteur, ct)).Bilan;
        }

        return new Bilan();
    }

    private static string Rows(Bilan bilan) => Ground.Text.Accord.De(bilan.Total, "ligne effacée", "lignes effacées") + ".";
}
