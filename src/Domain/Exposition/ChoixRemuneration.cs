namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>
/// The choice of the pay, which is national: first of the code that the insertion was found under, else of the candidates in their
/// order; the first that has figures is kept.
/// </summary>
public sealed class ChoixRemuneration
{
    private readonly Queue<QuestionLigne> _questions;
    private readonly List<EssaiLigne> _essais = [];
    private readonly bool _repli;
    private QuestionLigne? _courante;
    private Queue<string> _replis = [];

    public ChoixRemuneration(LigneCandidate ligne, EssaiLigne? insertion, string? millesime, bool repli)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        _repli = repli;
        CandidatCode[] premiers = insertion is null ? [] : [insertion.Question.Candidat];
        _questions = new(premiers.Concat(ligne.Codes.Where(c => c is { Validite: ValiditeCode.Valide, Possible: not null }))
            .DistinctBy(c => c.Possible).Select(c => new QuestionLigne(c, null, millesime)));
    }

    public IReadOnlyList<EssaiLigne> Essais => _essais;

    public EssaiLigne? Retenu { get; private set; }

    /// <summary>The next question; null when the choice is made.</summary>
    public QuestionLigne? Suivante()
    {
        if (Retenu is not null) return null;
        if (_replis.TryDequeue(out var annee) && _courante is { } celle) return _courante = celle with { Millesime = annee, Repli = true };
        return _courante = _questions.TryDequeue(out var question) ? question : null;
    }

    /// <summary>Takes the answer to the last question.</summary>
    public void Repondre(ReponseDatee reponse)
    {
        ArgumentNullException.ThrowIfNull(reponse);
        var question = _courante ?? throw new InvalidOperationException("Nothing was asked.");
        var essai = new EssaiLigne(question, LectureReponse.Remuneration(reponse.Reponse), reponse);
        _essais.Add(essai);
        _replis = Replis.Apres(essai, _replis, _repli);
        if (essai.Valeur == ValeurReponse.Couvert) Retenu = essai;
    }
}
