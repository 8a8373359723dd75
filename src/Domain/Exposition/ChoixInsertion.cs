namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>
/// The choice of a line's code and UAI: it asks one question after the other, and each answer settles whether another one is needed.
/// A later method is begun only where the earlier ones gave neither « Couvert » nor « Sous le seuil »; of one method's answers the best
/// coverage is kept, then the best matching, then the best UAI, which is the order of asking.
/// </summary>
public sealed class ChoixInsertion
{
    private readonly IEnumerator<QuestionLigne> _questions;
    private readonly List<EssaiLigne> _essais = [];
    private readonly bool _repli;
    private EssaiLigne? _meilleur;
    private QuestionLigne? _courante;
    private Queue<string> _replis = [];

    /// <param name="millesime">The year that is asked for; null: the API's last one.</param>
    /// <param name="repli">Where that year has no data, the others are tried, the latest first.</param>
    public ChoixInsertion(LigneCandidate ligne, string? millesime, bool repli)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        _repli = repli;
        _questions = Questions(ligne, millesime).GetEnumerator();
    }

    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<EssaiLigne> Essais => _essais;

    /// <summary>The answer that is kept; null where none covers the line.</summary>
    public EssaiLigne? Retenu => _meilleur;

    public Couverture Couverture => _meilleur?.Valeur switch
    {
        ValeurReponse.Couvert => Couverture.Couvert,
        ValeurReponse.SousLeSeuil => Couverture.SousLeSeuil,
        _ => Couverture.NonCouvert,
    };

    /// <summary>The next question; null when the choice is made.</summary>
    public QuestionLigne? Suivante()
    {
        if (_replis.TryDequeue(out var annee) && _courante is { } celle) return _courante = celle with { Millesime = annee, Repli = true };
        while (_meilleur?.Valeur != ValeurReponse.Couvert && _questions.MoveNext())
        {
            var question = _questions.Current;
            if (_meilleur is not null && _meilleur.Question.Candidat.Methode != question.Candidat.Methode) break;
            if (UaiExposition.EstDemandable(question.Uai!.Value.Uai)) return _courante = question;
            Noter(question, new ReponseDatee(new ReponseExposition.Refuse("cet UAI n'a pas la forme que l'API accepte"), default));
        }

        return null;
    }

    /// <summary>Takes the answer to the last question.</summary>
    public void Repondre(ReponseDatee reponse)
    {
        ArgumentNullException.ThrowIfNull(reponse);
        Noter(_courante ?? throw new InvalidOperationException("Nothing was asked."), reponse);
    }

    private void Noter(QuestionLigne question, ReponseDatee reponse)
    {
        var essai = new EssaiLigne(question, LectureReponse.Insertion(reponse.Reponse, question.Candidat.Commune), reponse);
        _essais.Add(essai);
        _replis = Replis.Apres(essai, _replis, _repli);
        if (essai.Valeur is ValeurReponse.Couvert or ValeurReponse.SousLeSeuil && (_meilleur is null || essai.Valeur < _meilleur.Valeur))
            _meilleur = essai;
    }

    private static IEnumerable<QuestionLigne> Questions(LigneCandidate ligne, string? millesime)
    {
        var tentes = new HashSet<CodeCertification>();
        return ligne.Codes.Where(c => c is { Validite: ValiditeCode.Valide, Possible: not null } && tentes.Add(c.Possible.Value))
            .SelectMany(c => ligne.Uais.Select(uai => new QuestionLigne(c, uai, millesime)));
    }
}
